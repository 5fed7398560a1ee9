// The thread on a customer's phone, kept fresh by asking the simulator for changes. Rests while the tab is out of sight.
import { useEffect, useState } from 'react';

import { read_thread, type PhoneMessage } from '@/api/sandbox';

const wait_seconds = 20;
const after_failure_ms = 1_500;

async function until_visible(signal: AbortSignal): Promise<void> {
  if (document.visibilityState === 'visible') return;
  await new Promise<void>((resolve) => {
    const seen = () => {
      if (document.visibilityState !== 'visible' && !signal.aborted) return;
      document.removeEventListener('visibilitychange', seen);
      resolve();
    };
    document.addEventListener('visibilitychange', seen);
    signal.addEventListener('abort', seen);
  });
}

export function use_phone(customer: string, number_id: string): PhoneMessage[] | undefined {
  const [messages, set_messages] = useState<PhoneMessage[]>();
  useEffect(() => {
    const stop = new AbortController();
    const follow = async () => {
      let version = -1;
      while (!stop.signal.aborted) {
        await until_visible(stop.signal);
        try {
          const thread = await read_thread(customer, number_id, version, version < 0 ? 0 : wait_seconds, stop.signal);
          if (stop.signal.aborted) return;
          version = thread.version;
          set_messages(thread.messages);
        } catch {
          await new Promise((resolve) => setTimeout(resolve, after_failure_ms));
        }
      }
    };
    void follow();
    return () => stop.abort();
  }, [customer, number_id]);
  return messages;
}
