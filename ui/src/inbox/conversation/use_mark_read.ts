// What is on the screen counts as read: the conversation is open and the tab is in sight.
import { useEffect, useRef, useSyncExternalStore } from 'react';

import type { Conversation } from '@/api/types';

import { read_all } from '../edits';
import { use_connectivity } from '../live';

const use_in_sight = (): boolean =>
  useSyncExternalStore(
    (listener) => {
      document.addEventListener('visibilitychange', listener);
      return () => document.removeEventListener('visibilitychange', listener);
    },
    () => document.visibilityState === 'visible',
  );

export function use_mark_read(conversation: Conversation | undefined): void {
  const in_sight = use_in_sight();
  const connectivity = use_connectivity();
  const tried = useRef('');
  const id = conversation?.id;
  const unread = conversation?.unread_count ?? 0;
  // One try for each state of affairs: a refusal puts the count back and must not start a circle.
  const attempt = `${conversation?.last_message.id} ${unread} ${connectivity}`;
  useEffect(() => {
    if (!id || unread === 0 || !in_sight || connectivity !== 'live' || tried.current === attempt) return;
    tried.current = attempt;
    read_all(id).catch(() => undefined);
  }, [id, unread, in_sight, connectivity, attempt]);
}
