// Changing a conversation: shown at once, taken back with a reason when the server refuses.
import { assign, close, mark_read, reopen } from '@/api/inbox';
import type { Conversation } from '@/api/types';

import type { Patch } from './state';
import { dispatch } from './store';

async function edit(conversation_id: string, patch: Patch, request: () => Promise<Conversation>): Promise<void> {
  const key = crypto.randomUUID();
  dispatch({ type: 'edited', edit: { key, conversation_id, patch, confirmed: false } });
  try {
    dispatch({ type: 'edit_accepted', key, conversation: await request() });
  } catch (error) {
    dispatch({ type: 'edit_refused', key });
    throw error;
  }
}

export const assign_to = (id: string, person: string | null) =>
  edit(id, { assignee_id: person }, () => assign(id, person));

export const set_open = (id: string, open: boolean) =>
  edit(id, { status: open ? 'open' : 'closed' }, () => (open ? reopen(id) : close(id)));

export const read_all = (id: string) => edit(id, { unread_count: 0 }, () => mark_read(id));
