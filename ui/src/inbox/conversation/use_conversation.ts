import { useMemo } from 'react';

import type { Conversation } from '@/api/types';

import { shown } from '../select';
import { use_inbox } from '../store';

// One conversation as the person sees it, with their own changes that are still on their way.
export function use_conversation(id: string): Conversation | undefined {
  const known = use_inbox((state) => state.conversations[id]);
  const edits = use_inbox((state) => state.edits);
  return useMemo(() => shown({ conversations: known ? { [id]: known } : {}, edits, outbox: [] }, id), [known, edits, id]);
}
