// What the inbox keeps in its address: which list, with which filters, and which message is to be seen.
import type { Filter } from './state';

export type Tab = 'mine' | 'unassigned' | 'all';

export interface InboxSearch {
  tab?: Tab;
  status?: 'closed' | 'any';
  number?: string;
  unread?: true;
  sort?: 'waiting';
  at?: string; // a message to go to
  details?: true; // the context pane, where it does not fit beside
}

const one_of = <T extends string>(value: unknown, allowed: readonly T[]): T | undefined => allowed.find((each) => each === value);

export function inbox_search(search: Record<string, unknown>): InboxSearch {
  return {
    tab: one_of(search.tab, ['mine', 'unassigned', 'all'] as const),
    status: one_of(search.status, ['closed', 'any'] as const),
    number: typeof search.number === 'string' ? search.number : undefined,
    unread: search.unread === true || undefined,
    sort: one_of(search.sort, ['waiting'] as const),
    at: typeof search.at === 'string' ? search.at : undefined,
    details: search.details === true || undefined,
  };
}

const assigned_of: Record<Tab, Filter['assigned']> = { mine: 'me', unassigned: 'nobody', all: 'all' };

export const filter_of = (search: InboxSearch): Filter => ({
  assigned: assigned_of[search.tab ?? 'all'],
  status: search.status ?? 'open',
  connection: search.number ?? null,
  unread: search.unread ?? false,
  sort: search.sort ?? 'newest',
});

export const active_filters = (search: InboxSearch): number =>
  [search.status, search.number, search.unread, search.sort].filter(Boolean).length;
