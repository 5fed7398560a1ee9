// Fetches pages of lists and threads into the state. Each page is asked for once at a time.
import { get_conversation, list_conversations, list_messages } from '@/api/inbox';

import { filter_key } from './filter';
import { mark_of, type Filter } from './state';
import { current, dispatch } from './store';

const rows_per_page = 50;
const messages_per_page = 50;
const messages_per_long_page = 100;

const under_way = new Map<string, Promise<void>>();

function once(key: string, work: () => Promise<void>): Promise<void> {
  const running = under_way.get(key);
  if (running) return running;
  const promise = work().finally(() => under_way.delete(key));
  under_way.set(key, promise);
  return promise;
}

async function load_list(filter: Filter, cursor: string | null): Promise<void> {
  const mark = mark_of(current());
  const { connection, ...rest } = filter;
  const query = { ...rest, connection: connection ?? undefined, limit: rows_per_page, cursor: cursor ?? undefined };
  const page = await list_conversations(query);
  dispatch({ type: 'list_loaded', filter, page, first: cursor === null, mark });
}

export const open_list = (filter: Filter) =>
  once(`list ${current().epoch} ${filter_key(filter)}`, () => load_list(filter, null));

export function more_of_list(filter: Filter): Promise<void> {
  const cursor = current().lists[filter_key(filter)]?.cursor;
  if (!cursor) return Promise.resolve();
  return once(`list ${current().epoch} ${filter_key(filter)} ${cursor}`, () => load_list(filter, cursor));
}

export const open_conversation = (id: string) =>
  once(`conversation ${current().epoch} ${id}`, async () => {
    const mark = mark_of(current());
    dispatch({ type: 'conversation_loaded', conversation: await get_conversation(id), mark });
  });

export const open_thread = (id: string) =>
  once(`thread ${current().epoch} ${id}`, async () => {
    const mark = mark_of(current());
    const page = await list_messages(id, undefined, messages_per_page);
    dispatch({ type: 'thread_loaded', conversation_id: id, page, which: 'newest', mark });
  });

export function older_messages(id: string, limit = messages_per_page): Promise<void> {
  const cursor = current().threads[id]?.older;
  if (!cursor) return Promise.resolve();
  return once(`thread ${current().epoch} ${id} ${cursor}`, async () => {
    const mark = mark_of(current());
    const page = await list_messages(id, cursor, limit);
    dispatch({ type: 'thread_loaded', conversation_id: id, page, which: 'older', mark });
  });
}

// Pages back until the message is in the thread; false when it is not there at all.
export async function reach_message(id: string, message_id: string, signal: AbortSignal): Promise<boolean> {
  if (!current().threads[id]) await open_thread(id);
  while (!signal.aborted) {
    const thread = current().threads[id];
    if (thread?.messages.some((message) => message.id === message_id)) return true;
    if (!thread?.older) return false;
    await older_messages(id, messages_per_long_page);
  }
  return false;
}
