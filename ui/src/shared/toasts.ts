// Short notes at the edge of the screen, some with a way back. Shown by app/Toasts.
import { useSyncExternalStore } from 'react';

export interface Note {
  id: number;
  text: string;
  detail?: string;
  kind: 'plain' | 'problem';
  action?: { label: string; run: () => void };
}

let notes: readonly Note[] = [];
let next_id = 1;
const listeners = new Set<() => void>();

function set(next: readonly Note[]): void {
  notes = next;
  for (const listener of listeners) listener();
}

export function note(text: string, rest: Partial<Omit<Note, 'id' | 'text'>> = {}): void {
  set([...notes.slice(-2), { id: next_id++, text, kind: 'plain', ...rest }]);
}

export const dismiss = (id: number) => set(notes.filter((each) => each.id !== id));

export const use_notes = (): readonly Note[] =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => notes,
  );
