// Which of the layers above every room is open.
import { useSyncExternalStore } from 'react';

export type Layer = 'commands' | 'help' | null;

let layer: Layer = null;
const listeners = new Set<() => void>();

export function show_layer(next: Layer): void {
  layer = next;
  for (const listener of listeners) listener();
}

// Also while the layer itself is still being fetched.
export const is_layer_wanted = (): boolean => layer !== null;

export const use_layer = (): Layer =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => layer,
  );
