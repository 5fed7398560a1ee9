// Holds the one inbox state of this tab and tells the screens when it changes.
import { useSyncExternalStore } from 'react';

import { apply } from './apply';
import { empty_state, type InboxEvent, type InboxState } from './state';

let state: InboxState = empty_state;
const listeners = new Set<() => void>();

export const current = (): InboxState => state;

export function dispatch(event: InboxEvent): void {
  const next = apply(state, event);
  if (next === state) return;
  state = next;
  for (const listener of listeners) listener();
}

export function forget_everything(): void {
  state = empty_state;
  for (const listener of listeners) listener();
}

export function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

// `pick` must answer a part of the state itself, not something made anew.
export const use_inbox = <T>(pick: (state: InboxState) => T): T => useSyncExternalStore(subscribe, () => pick(state));
