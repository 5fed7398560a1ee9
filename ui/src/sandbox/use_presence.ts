// Whether the phone lies open in front of the customer, so that replies are read as they arrive.
import { useEffect, useSyncExternalStore } from 'react';

import { put_presence } from '@/api/sandbox';
import { read_local, write_local } from '@/shared/local';

const key_of = (customer: string) => `in_front.${customer}`;
const listeners = new Set<() => void>();

export function use_presence(customer: string): { in_front: boolean; set_in_front: (next: boolean) => void } {
  const in_front = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => read_local(key_of(customer)) === 'yes',
  );
  useEffect(() => {
    put_presence(customer, { reads_at_once: in_front }).catch(() => undefined);
  }, [customer, in_front]);
  return {
    in_front,
    set_in_front: (next) => {
      write_local(key_of(customer), next ? 'yes' : null);
      for (const listener of listeners) listener();
    },
  };
}
