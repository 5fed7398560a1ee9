import { useInfiniteQuery } from '@tanstack/react-query';
import { SearchX } from 'lucide-react';
import { useTranslation } from 'react-i18next';

import { search_messages } from '@/api/inbox';
import { EmptyState } from '@/shared/EmptyState';
import { LoadFailed } from '@/shared/LoadFailed';
import { use_settled } from '@/shared/use_settled';

import { Hits } from './Hits';
import { RowSkeletons } from './RowSkeletons';

const typing_pause_ms = 180;
const shortest = 2;

export function SearchResults({ words }: { words: string }) {
  const { t } = useTranslation();
  const settled = use_settled(words, typing_pause_ms);
  const long_enough = settled.length >= shortest;
  const search = useInfiniteQuery({
    queryKey: ['search', settled],
    queryFn: ({ pageParam, signal }) => search_messages(settled, pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    enabled: long_enough,
    placeholderData: (before) => before,
    gcTime: 30_000,
  });
  if (!long_enough) return <p className="px-4 py-6 text-sm text-ink-faint">{t('search.too_short')}</p>;
  if (search.isError) return <LoadFailed text={t('search.failed')} retry={() => void search.refetch()} />;
  if (!search.data) return <RowSkeletons />;
  const hits = search.data.pages.flatMap((page) => page.items);
  if (hits.length === 0) {
    return (
      <div role="status" className="min-h-0 flex-1">
        <EmptyState icon={SearchX} title={t('search.none', { words: settled })} text={t('search.none_next')} />
      </div>
    );
  }
  return <Hits hits={hits} words={settled} more={search.hasNextPage} onMore={() => void search.fetchNextPage()} />;
}
