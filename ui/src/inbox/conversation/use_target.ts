// Going to one message of the thread, as a hit of the search asks for: pages back to it, scrolls there and lights it up.
import type { Virtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { note } from '@/shared/toasts';

import { reach_message } from '../loading';
import { use_place } from '../use_place';
import type { Item } from './items';

export function use_target(
  conversation_id: string,
  items: readonly Item[],
  virtual: Virtualizer<HTMLDivElement, Element>,
): string | null {
  const { t } = useTranslation();
  const { search } = use_place();
  const target = search.at ?? null;
  const [reached, set_reached] = useState<string | null>(null);
  const done = useRef<string | null>(null);

  useEffect(() => {
    if (!target) return;
    const stop = new AbortController();
    done.current = null;
    reach_message(conversation_id, target, stop.signal)
      .then((found) => {
        if (stop.signal.aborted) return;
        if (found) set_reached(target);
        else note(t('search.not_reached'), { kind: 'problem' });
      })
      .catch(() => note(t('error.unreachable'), { kind: 'problem' }));
    return () => stop.abort();
  }, [conversation_id, target, t]);

  useEffect(() => {
    if (!reached || done.current === reached) return;
    const index = items.findIndex((item) => item.kind === 'line' && item.line.message.id === reached);
    if (index < 0) return;
    done.current = reached;
    // After the list has taken in the older pages.
    requestAnimationFrame(() => virtual.scrollToIndex(index, { align: 'center' }));
  }, [reached, items, virtual]);

  return reached === target ? reached : null;
}
