// Whether the customer's phone stands beside the inbox, and remembered so on this device.
import { useSyncExternalStore } from 'react';

import { read_local, write_local } from '@/shared/local';

let docked = read_local('dock') === 'yes';
const listeners = new Set<() => void>();

export function set_dock(next: boolean): void {
  docked = next;
  write_local('dock', next ? 'yes' : null);
  for (const listener of listeners) listener();
}

export const use_dock = (): boolean =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => docked,
  );
