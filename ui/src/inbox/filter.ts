// Which conversations a list shows and in which order: the same rules as the server's list, so that a pushed change moves
// a row at once.
import type { Conversation } from '@/api/types';

import type { Filter } from './state';

export const default_filter: Filter = { assigned: 'all', status: 'open', connection: null, unread: false, sort: 'newest' };

export const filter_key = (filter: Filter): string =>
  [filter.assigned, filter.status, filter.connection ?? '', filter.unread, filter.sort].join('|');

export function passes(conversation: Conversation, filter: Filter, me: string): boolean {
  if (filter.assigned === 'me' && conversation.assignee_id !== me) return false;
  if (filter.assigned === 'nobody' && conversation.assignee_id !== null) return false;
  if (filter.status !== 'any' && conversation.status !== filter.status) return false;
  if (filter.connection && conversation.connection_id !== filter.connection) return false;
  if (filter.unread && conversation.unread_count === 0) return false;
  return filter.sort !== 'waiting' || conversation.waiting_since !== null;
}

export const sort_time = (conversation: Conversation, sort: Filter['sort']): string =>
  sort === 'waiting' ? (conversation.waiting_since ?? '') : conversation.last_message.sent_at;

// Negative when `a` stands above `b`.
export function order(a: Conversation, b: Conversation, sort: Filter['sort']): number {
  const [time_a, time_b] = [sort_time(a, sort), sort_time(b, sort)];
  const direction = sort === 'waiting' ? 1 : -1;
  if (time_a !== time_b) return (time_a < time_b ? -1 : 1) * direction;
  return (a.id < b.id ? -1 : 1) * direction;
}

// Whether a conversation lies in the part of the list that has been loaded.
export function within(conversation: Conversation, boundary: string | null, sort: Filter['sort']): boolean {
  if (boundary === null) return true;
  const time = sort_time(conversation, sort);
  return sort === 'waiting' ? time <= boundary : time >= boundary;
}
