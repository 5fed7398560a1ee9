// Which message the next reply of a conversation will quote.
import { useSyncExternalStore } from 'react';

import type { Message, QuotedMessage } from '@/api/types';

const answered = new Map<string, Message>();
const listeners = new Set<() => void>();

export function answer_to(conversation_id: string, message: Message | null): void {
  if (message) answered.set(conversation_id, message);
  else answered.delete(conversation_id);
  for (const listener of listeners) listener();
}

export const use_answering = (conversation_id: string): Message | null =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => answered.get(conversation_id) ?? null,
  );

export const quoted_from = ({ id, direction, type, text, deleted_at }: Message): QuotedMessage => ({
  id,
  direction,
  type,
  text,
  deleted: deleted_at !== null,
});
