import { Link } from '@tanstack/react-router';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';

import type { SearchHit } from '@/api/types';
import { Avatar } from '@/shared/Avatar';
import { row_time, use_now } from '@/shared/time';

import { marked_pieces } from '../highlight';
import { colour_key, name_of } from '../naming';

interface HitsProps {
  hits: SearchHit[];
  words: string;
  more: boolean;
  onMore: () => void;
}

const row_height = 84;

export function Hits({ hits, words, more, onMore }: HitsProps) {
  const { t } = useTranslation();
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: hits.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => row_height,
    getItemKey: (index) => hits[index]!.message.id,
    overscan: 6,
  });
  const items = virtual.getVirtualItems();
  const last_seen = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (more && last_seen >= hits.length - 4) onMore();
  }, [more, last_seen, hits.length, onMore]);
  return (
    <div ref={scroller} className="min-h-0 flex-1 overflow-y-auto border-t border-line">
      <ul aria-label={t('search.results')} className="relative" style={{ height: virtual.getTotalSize() }}>
        {items.map((item) => (
          <li
            key={item.key}
            ref={virtual.measureElement}
            data-index={item.index}
            className="absolute inset-x-0 top-0"
            style={{ transform: `translateY(${item.start}px)` }}
          >
            <Hit hit={hits[item.index]!} words={words} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function Hit({ hit, words }: { hit: SearchHit; words: string }) {
  const { i18n } = useTranslation();
  const now = use_now();
  const { message, conversation } = hit;
  return (
    <Link
      to="/inbox/$conversation_id"
      params={{ conversation_id: conversation.id }}
      search={(search) => ({ ...search, at: message.about ?? message.id, details: undefined })}
      className="focus-inside flex gap-3 border-b border-line/60 px-4 py-3 hover:bg-hover aria-[current=page]:bg-accent-soft"
    >
      <span className="pt-0.5">
        <Avatar id={colour_key(conversation.contact)} name={conversation.contact.name} badge />
      </span>
      <span className="min-w-0 flex-1">
        <span className="flex items-baseline gap-2">
          <span className="min-w-0 flex-1 truncate font-medium">{name_of(conversation.contact)}</span>
          <time dateTime={message.sent_at} className="tabular shrink-0 text-xs text-ink-faint">
            {row_time(message.sent_at, now, i18n.language)}
          </time>
        </span>
        <span className="line-clamp-2 text-sm break-words text-ink-soft">
          {marked_pieces(message.text, words).map((piece, at) =>
            piece.marked ? (
              <mark key={at} className="rounded-sm bg-mark text-ink">
                {piece.text}
              </mark>
            ) : (
              piece.text
            ),
          )}
        </span>
      </span>
    </Link>
  );
}
