import { ArrowDown } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { Line } from '../select';

interface JumpToNewestProps {
  away: boolean; // the person reads further up
  lines: readonly Line[];
  jump: () => void;
}

export function JumpToNewest({ away, lines, jump }: JumpToNewestProps) {
  const { t } = useTranslation();
  const newest = lines.at(-1)?.key ?? null;
  const [left_at, set_left_at] = useState<string | null>(newest);
  useEffect(() => {
    if (!away) set_left_at(newest);
  }, [away, newest]);
  if (!away) return null;
  const since = left_at === null ? 0 : lines.length - 1 - lines.findLastIndex((line) => line.key === left_at);
  return (
    <button
      type="button"
      onClick={jump}
      aria-label={since ? `${t('conversation.jump')}. ${t('conversation.new_count', { count: since })}` : t('conversation.jump')}
      className="absolute right-5 bottom-3 inline-flex h-9 animate-rise items-center gap-2 rounded-full bg-raised px-3 text-sm font-medium shadow-raised hover:bg-hover max-md:h-11"
    >
      {since > 0 && <span className="text-accent">{t('conversation.new_count', { count: since })}</span>}
      <ArrowDown aria-hidden className="size-4" />
    </button>
  );
}
