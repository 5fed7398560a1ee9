// The inbox as a function: state and what happened make the next state. Server pushes, the answers to our own requests
// and optimistic changes all come through here, so that they cannot disagree. No clock, network, storage or browser.
import type { Conversation, LiveEvent, Message } from '@/api/types';

import { filter_key, sort_time } from './filter';
import type { Edit, InboxEvent, InboxState, ListSlice, Mark, Outgoing, Patch } from './state';
import { with_message, with_page } from './thread';

const most_held = 1_000;

export function apply(state: InboxState, event: InboxEvent): InboxState {
  switch (event.type) {
    case 'started':
      return { ...state, me: event.me, seq: event.seq };
    case 'pushed':
      return pushed(state, event.event);
    case 'reset':
      return { ...state, seq: event.seq, held: [], epoch: state.epoch + 1 };
    case 'list_loaded':
      return list_loaded(state, event);
    case 'conversation_loaded':
      return event.mark.epoch === state.epoch ? learnt(state, event.conversation, event.mark) : state;
    case 'thread_loaded':
      return thread_loaded(state, event);
    case 'outbox_restored':
      return outbox_restored(state, event.outgoing);
    case 'send_queued':
      return { ...state, outbox: [...without(state.outbox, event.outgoing.client_key), event.outgoing] };
    case 'send_started':
      return staged(state, event.client_key, { stage: 'sending', reason: null });
    case 'send_deferred':
      return staged(state, event.client_key, { stage: 'waiting', reason: null });
    case 'send_refused':
      return staged(state, event.client_key, { stage: 'refused', reason: event.reason });
    case 'send_discarded':
      return { ...state, outbox: without(state.outbox, event.client_key) };
    case 'send_accepted':
      return joined(state, event.message, event.client_key);
    case 'edited':
      return { ...state, edits: [...state.edits, event.edit] };
    case 'edit_accepted':
      return edit_accepted(state, event.key, event.conversation);
    case 'edit_refused':
      return { ...state, edits: state.edits.filter((edit) => edit.key !== event.key) };
  }
}

// Events apply in the order of their numbers, each once. One that came too early is held until those before it are here.
function pushed(state: InboxState, event: LiveEvent): InboxState {
  if (event.seq <= state.seq) return state;
  if (event.seq > state.seq + 1) {
    if (state.held.some((held) => held.seq === event.seq)) return state;
    const held = [...state.held, event].sort((a, b) => a.seq - b.seq).slice(0, most_held);
    return { ...state, held };
  }
  const next = told(state, event);
  const [first, ...rest] = next.held.filter((held) => held.seq > next.seq);
  if (first?.seq === next.seq + 1) return pushed({ ...next, held: rest }, first);
  return next.held.length ? { ...next, held: first ? [first, ...rest] : [] } : next;
}

function told(state: InboxState, event: LiveEvent): InboxState {
  const { conversation, message, seq } = event;
  const known = { conversation, seq, epoch: state.epoch };
  const conversations = { ...state.conversations, [conversation.id]: known };
  const edits = state.edits.map((edit) =>
    edit.conversation_id === conversation.id && matches(conversation, edit.patch) ? { ...edit, confirmed: true } : edit,
  );
  const next = { ...state, seq, conversations, edits };
  return message ? joined(next, message, message.client_key) : next;
}

function joined(state: InboxState, message: Message, client_key: string | null): InboxState {
  const thread = state.threads[message.conversation_id];
  return {
    ...state,
    threads: thread ? { ...state.threads, [message.conversation_id]: with_message(thread, message) } : state.threads,
    outbox: client_key ? without(state.outbox, client_key) : state.outbox,
  };
}

function learnt(state: InboxState, conversation: Conversation, mark: Mark): InboxState {
  const known = state.conversations[conversation.id];
  if (known && known.epoch === state.epoch && known.seq > mark.seq) return state;
  const next = { conversation, seq: known?.seq ?? 0, epoch: state.epoch };
  return { ...state, conversations: { ...state.conversations, [conversation.id]: next } };
}

function list_loaded(state: InboxState, event: Extract<InboxEvent, { type: 'list_loaded' }>): InboxState {
  if (event.mark.epoch !== state.epoch) return state;
  const { items, next_cursor } = event.page;
  const key = filter_key(event.filter);
  const next = items.reduce((each, conversation) => learnt(each, conversation, event.mark), state);
  const last = items.at(-1);
  const boundary = next_cursor && last ? sort_time(last, event.filter.sort) : null;
  const before = state.lists[key];
  // A first page read again never takes away what was paged in further.
  const keep = event.first && before !== undefined && before.epoch === state.epoch;
  const slice: ListSlice = keep ? before : { cursor: next_cursor, boundary, epoch: state.epoch };
  return { ...next, lists: { ...state.lists, [key]: slice } };
}

function thread_loaded(state: InboxState, event: Extract<InboxEvent, { type: 'thread_loaded' }>): InboxState {
  if (event.mark.epoch !== state.epoch) return state;
  const id = event.conversation_id;
  const before = state.threads[id];
  const thread = with_page(before, event.page, event.which, state.epoch);
  const keys = new Set(event.page.items.map((message) => message.client_key));
  const outbox = state.outbox.filter((outgoing) => !keys.has(outgoing.client_key));
  return { ...state, threads: { ...state.threads, [id]: thread }, outbox };
}

function outbox_restored(state: InboxState, outgoing: Outgoing[]): InboxState {
  const here = new Set(state.outbox.map((each) => each.client_key));
  const sent = new Set(Object.values(state.threads).flatMap((thread) => thread.messages.map((message) => message.client_key)));
  const back = outgoing.filter((each) => !here.has(each.client_key) && !sent.has(each.client_key));
  return back.length ? { ...state, outbox: [...state.outbox, ...back] } : state;
}

const without = (outbox: readonly Outgoing[], client_key: string) =>
  outbox.some((each) => each.client_key === client_key) ? outbox.filter((each) => each.client_key !== client_key) : outbox;

function staged(state: InboxState, client_key: string, change: Pick<Outgoing, 'stage' | 'reason'>): InboxState {
  return { ...state, outbox: state.outbox.map((each) => (each.client_key === client_key ? { ...each, ...change } : each)) };
}

const matches = (conversation: Conversation, patch: Patch): boolean =>
  (Object.keys(patch) as (keyof Patch)[]).every((field) => conversation[field] === patch[field]);

// The answer counts for the fields that were edited; if an event has told the change already, later events know better.
function edit_accepted(state: InboxState, key: string, answer: Conversation): InboxState {
  const edit = state.edits.find((each) => each.key === key);
  if (!edit) return state;
  const edits = state.edits.filter((each) => each.key !== key);
  const known = state.conversations[edit.conversation_id];
  if (edit.confirmed || !known) return { ...state, edits };
  const conversation = { ...known.conversation, ...fields_of(answer, edit) };
  return { ...state, edits, conversations: { ...state.conversations, [answer.id]: { ...known, conversation } } };
}

function fields_of(answer: Conversation, edit: Edit): Patch {
  const fields = Object.keys(edit.patch) as (keyof Patch)[];
  return Object.fromEntries(fields.map((field) => [field, answer[field]]));
}
