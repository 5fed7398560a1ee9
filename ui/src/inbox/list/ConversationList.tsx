import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';

import { LoadFailed } from '@/shared/LoadFailed';

import { more_of_list } from '../loading';
import { use_place } from '../use_place';
import { ConversationRow } from './ConversationRow';
import { EmptyList } from './EmptyList';
import { RowSkeletons } from './RowSkeletons';
import { use_list } from './use_list';
import { use_list_keys } from './use_list_keys';

const row_height = 72;
const rows_before_end = 8;

export function ConversationList() {
  const { t } = useTranslation();
  const { filter, conversation_id } = use_place();
  const scroller = useRef<HTMLDivElement>(null);
  const { rows, more, failed, retry } = use_list(filter, conversation_id);
  const virtual = useVirtualizer({
    count: rows?.length ?? 0,
    getScrollElement: () => scroller.current,
    estimateSize: () => row_height,
    getItemKey: (index) => rows![index]!.id,
    overscan: 6,
  });
  const items = virtual.getVirtualItems();
  const last_seen = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (more && rows && last_seen >= rows.length - rows_before_end) more_of_list(filter).catch(() => undefined);
  }, [more, rows, last_seen, filter]);
  const on_key = use_list_keys(rows ?? [], conversation_id, virtual, scroller);

  if (failed && !rows) return <LoadFailed text={t('list.failed')} retry={retry} />;
  if (!rows) return <RowSkeletons />;
  if (rows.length === 0 && !more) return <EmptyList />;
  return (
    <div ref={scroller} className="min-h-0 flex-1 overflow-y-auto overscroll-contain">
      {/* The list listens for arrows on behalf of its rows, which hold the focus. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <ul aria-label={t('list.label')} className="relative" style={{ height: virtual.getTotalSize() }} onKeyDown={on_key}>
        {items.map((item) => (
          <li
            key={item.key}
            ref={virtual.measureElement}
            data-index={item.index}
            aria-posinset={item.index + 1}
            aria-setsize={more ? -1 : rows.length}
            className="absolute inset-x-0 top-0"
            style={{ transform: `translateY(${item.start}px)` }}
          >
            <ConversationRow conversation={rows[item.index]!} open={rows[item.index]!.id === conversation_id} />
          </li>
        ))}
      </ul>
    </div>
  );
}
