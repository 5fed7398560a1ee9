// Replies on their way to the server. They wait here while it cannot be reached, survive a reload, and leave in order, one
// after another for each conversation. Each keeps its key, so that sending it again cannot send it twice.
import { send_message } from '@/api/inbox';
import { Refused, worth_retrying } from '@/api/problem';
import type { QuotedMessage, SendMessage } from '@/api/types';

import type { InboxState, Outgoing, Reason } from './state';
import { current, dispatch, subscribe } from './store';

const first_delay_ms = 1_000;
const longest_delay_ms = 30_000;

const storage_key = () => `recado.outbox.${current().me}`;
const busy = new Set<string>();
let delay_ms = first_delay_ms;
let retry: ReturnType<typeof setTimeout> | undefined;
let saved: InboxState['outbox'] = [];

export function queue_message(conversation_id: string, body: SendMessage, quoted: QuotedMessage | null = null): void {
  const outgoing: Outgoing = {
    client_key: crypto.randomUUID(),
    conversation_id,
    body,
    quoted,
    author_id: current().me,
    created_at: new Date().toISOString(),
    stage: 'waiting',
    reason: null,
  };
  dispatch({ type: 'send_queued', outgoing });
  flush();
}

export function try_again(client_key: string): void {
  dispatch({ type: 'send_deferred', client_key });
  flush();
}

export const discard = (client_key: string) => dispatch({ type: 'send_discarded', client_key });

// Sends what waits. Call it whenever the server may be reachable again.
export function flush(): void {
  clearTimeout(retry);
  delay_ms = first_delay_ms;
  send_waiting();
}

function send_waiting(): void {
  if (!navigator.onLine) return;
  const heads = new Map<string, Outgoing>();
  for (const outgoing of current().outbox) {
    if (outgoing.stage !== 'refused' && !heads.has(outgoing.conversation_id)) heads.set(outgoing.conversation_id, outgoing);
  }
  for (const outgoing of heads.values()) void deliver(outgoing);
}

async function deliver(outgoing: Outgoing): Promise<void> {
  const { client_key, conversation_id, body } = outgoing;
  if (busy.has(conversation_id)) return;
  busy.add(conversation_id);
  dispatch({ type: 'send_started', client_key });
  try {
    const message = await send_message(conversation_id, client_key, body);
    dispatch({ type: 'send_accepted', client_key, message });
    delay_ms = first_delay_ms;
  } catch (error) {
    if (!postponed(error)) {
      dispatch({ type: 'send_refused', client_key, reason: reason_of(error) });
    } else {
      dispatch({ type: 'send_deferred', client_key });
      clearTimeout(retry);
      retry = setTimeout(send_waiting, delay_ms * (0.5 + Math.random() / 2));
      delay_ms = Math.min(longest_delay_ms, delay_ms * 2);
      return;
    }
  } finally {
    busy.delete(conversation_id);
  }
  send_waiting();
}

// A session that ended is no refusal of the text: it waits until the person has signed in again.
const postponed = (error: unknown): boolean =>
  worth_retrying(error) || (error instanceof Refused && error.problem.status === 401);

export function reason_of(error: unknown): Reason {
  if (!(error instanceof Refused)) return { code: 'internal', message: String(error), next_step: null };
  const { code, title, detail, next_step } = error.problem;
  return { code, message: detail ?? title, next_step: next_step ?? null };
}

function read_stored(): Outgoing[] {
  try {
    const stored = JSON.parse(localStorage.getItem(storage_key()) ?? '[]') as Outgoing[];
    return stored.map((each) => (each.stage === 'sending' ? { ...each, stage: 'waiting' } : each));
  } catch {
    return [];
  }
}

// Takes back what an earlier visit left behind, and keeps the copy on disk true from now on. Tabs share the copy: each
// adds and removes only replies of its own, by key.
export function start_outbox(): () => void {
  saved = read_stored();
  dispatch({ type: 'outbox_restored', outgoing: [...saved] });
  saved = current().outbox;
  const unsubscribe = subscribe(save);
  flush();
  return () => {
    unsubscribe();
    clearTimeout(retry);
  };
}

function save(): void {
  const { outbox } = current();
  if (outbox === saved) return;
  const here = new Set([...saved, ...outbox].map((each) => each.client_key));
  const others = read_stored().filter((each) => !here.has(each.client_key));
  saved = outbox;
  try {
    localStorage.setItem(storage_key(), JSON.stringify([...others, ...outbox]));
  } catch {
    // full or forbidden: what waits lives as long as this tab
  }
}
