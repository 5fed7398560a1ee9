import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';

import type { Conversation } from '@/api/types';
import { LoadFailed } from '@/shared/LoadFailed';

import { name_of } from '../naming';
import { Announcer } from './Announcer';
import { items_of } from './items';
import { JumpToNewest } from './JumpToNewest';
import { ThreadItem } from './ThreadItem';
import { ThreadSkeleton } from './ThreadSkeleton';
import { use_after_painting } from './use_after_painting';
import { use_target } from './use_target';
import { use_thread } from './use_thread';

const near_top = 3;
const at_end_px = 60;
const usual_height = { top: 40, day: 40, line: 44 };

export function ThreadView({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation();
  const name = name_of(conversation.contact);
  const { lines, older, failed, retry, load_older } = use_thread(conversation.id);
  const scroller = useRef<HTMLDivElement>(null);
  const items = useMemo(() => (lines ? items_of(lines) : []), [lines]);
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => usual_height[items[index]!.kind],
    getItemKey: (index) => items[index]!.key,
    anchorTo: 'end',
    followOnAppend: true,
    scrollEndThreshold: at_end_px,
    overscan: 8,
    paddingEnd: 12,
  });
  const shown = virtual.getVirtualItems();
  const loaded = lines !== undefined;
  useLayoutEffect(() => {
    if (loaded) virtual.scrollToEnd();
  }, [loaded, virtual]);
  const settled = use_after_painting(loaded);

  const flashing = use_target(conversation.id, items, virtual);
  const first_shown = shown[0]?.index ?? near_top + 1;
  useEffect(() => {
    if (older && settled && first_shown <= near_top) load_older();
  }, [older, settled, first_shown, load_older, items.length]);

  if (failed && !lines) return <LoadFailed text={t('conversation.failed')} retry={retry} />;
  if (!lines) return <ThreadSkeleton />;
  return (
    <div className="relative min-h-0 flex-1">
      {/* Scrolls by the arrow keys, hence it takes the focus. */}
      <div
        ref={scroller}
        role="region"
        aria-label={t('conversation.messages', { name })}
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        className="focus-inside flex h-full flex-col overflow-y-auto overscroll-contain px-5 max-md:px-3"
        data-thread={conversation.id}
      >
        <div className="relative mt-auto w-full shrink-0" style={{ height: virtual.getTotalSize() }}>
          {shown.map((row) => (
            <div
              key={row.key}
              ref={virtual.measureElement}
              data-index={row.index}
              className="absolute inset-x-0 top-0"
              style={{ transform: `translateY(${row.start}px)` }}
            >
              <ThreadItem item={items[row.index]!} conversation={conversation} older={older} flashing={flashing} />
            </div>
          ))}
        </div>
      </div>
      <JumpToNewest away={!virtual.isAtEnd(at_end_px)} lines={lines} jump={() => virtual.scrollToEnd({ behavior: 'smooth' })} />
      <Announcer name={name} lines={lines} />
    </div>
  );
}
