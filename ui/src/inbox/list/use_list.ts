// The rows of one list: loads it when it is shown for the first time and after the stream began afresh.
import { useCallback, useEffect, useMemo, useState } from 'react';

import type { Conversation } from '@/api/types';

import { filter_key } from '../filter';
import { use_connectivity } from '../live';
import { open_list } from '../loading';
import { rows as rows_of } from '../select';
import type { Filter } from '../state';
import { use_inbox } from '../store';

interface List {
  rows: Conversation[] | undefined; // undefined until the first page is here
  more: boolean;
  failed: boolean;
  retry: () => void;
}

export function use_list(filter: Filter, open_id: string | null): List {
  const key = filter_key(filter);
  const conversations = use_inbox((state) => state.conversations);
  const edits = use_inbox((state) => state.edits);
  const outbox = use_inbox((state) => state.outbox);
  const lists = use_inbox((state) => state.lists);
  const me = use_inbox((state) => state.me);
  const epoch = use_inbox((state) => state.epoch);
  const connectivity = use_connectivity();
  const [failed, set_failed] = useState(false);
  const stale = lists[key]?.epoch !== epoch;

  const load = useCallback(() => {
    set_failed(false);
    open_list(filter).catch(() => set_failed(true));
    // The key says all there is in a filter.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [key, epoch]);
  useEffect(() => {
    if (stale) load();
  }, [stale, load, connectivity]);

  const rows = useMemo(
    () => rows_of({ conversations, edits, outbox, lists, me }, filter, open_id),
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [conversations, edits, outbox, lists, me, key, open_id],
  );
  return { rows, more: Boolean(lists[key]?.cursor), failed, retry: load };
}
