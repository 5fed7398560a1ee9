// Where the person is in the inbox, read from the address, and how they move. Moving writes the address, so that the back
// gesture, reload and a shared link all work.
import { useCanGoBack, useNavigate, useParams, useRouter, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';

import { filter_of, type InboxSearch } from './address';
import type { Filter } from './state';

export interface Place {
  search: InboxSearch;
  filter: Filter;
  conversation_id: string | null;
  narrow(change: Partial<InboxSearch>): void; // another list or filter
  open(conversation_id: string, at?: string): void;
  leave(): void; // from the conversation to the list
  show_details(shown: boolean): void;
}

export function use_place(): Place {
  const navigate = useNavigate();
  const router = useRouter();
  const can_go_back = useCanGoBack();
  const { conversation_id } = useParams({ strict: false });
  const search: InboxSearch = useSearch({ strict: false });
  return useMemo(() => {
    const list = { ...search, at: undefined, details: undefined };
    return {
      search,
      filter: filter_of(search),
      conversation_id: conversation_id ?? null,
      narrow: (change) => void navigate({ to: '.', search: { ...search, ...change }, replace: true }),
      open: (id, at) => void navigate({ to: '/inbox/$conversation_id', params: { conversation_id: id }, search: { ...list, at } }),
      leave: () => (can_go_back ? router.history.back() : void navigate({ to: '/inbox', search: list, replace: true })),
      show_details: (shown) => {
        if (!shown && can_go_back) router.history.back();
        else void navigate({ to: '.', search: { ...search, details: shown || undefined } });
      },
    };
  }, [navigate, router, can_go_back, conversation_id, search]);
}
