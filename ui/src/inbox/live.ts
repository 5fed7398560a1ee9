// Joins the realtime stream to the inbox state while somebody is signed in.
import { useSyncExternalStore } from 'react';

import { answer_of, client, session_ended } from '@/api/client';
import { type Connectivity, LiveStream } from '@/api/live';
import { Refused } from '@/api/problem';
import type { Session } from '@/api/types';

import { flush, start_outbox } from './outbox';
import { current, dispatch, forget_everything } from './store';

let connectivity: Connectivity = 'reconnecting';
const listeners = new Set<() => void>();

function set_connectivity(next: Connectivity): void {
  connectivity = next;
  for (const listener of listeners) listener();
  if (next === 'live') flush();
}

export function start_inbox(session: Session): () => void {
  dispatch({ type: 'started', me: session.person.id, seq: session.live_seq });
  const stop_outbox = start_outbox();
  const stream = new LiveStream({
    last_seq: () => current().seq,
    is_missing_events: () => current().held.length > 0,
    on_event: (event) => dispatch({ type: 'pushed', event }),
    on_reset: (seq) => dispatch({ type: 'reset', seq }),
    on_connectivity: set_connectivity,
    newest_seq,
  });
  stream.start();
  addEventListener('online', flush);
  return () => {
    removeEventListener('online', flush);
    stream.stop();
    stop_outbox();
    forget_everything();
  };
}

async function newest_seq(): Promise<number> {
  try {
    return (await answer_of(client.GET('/v1/session'))).live_seq;
  } catch (error) {
    if (error instanceof Refused && error.problem.status === 401) session_ended();
    throw error;
  }
}

export const use_connectivity = (): Connectivity =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => connectivity,
  );
