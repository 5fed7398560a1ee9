import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Coffee, Inbox, ListFilter } from 'lucide-react';
import { useTranslation } from 'react-i18next';

import { sandbox_query } from '@/api/sandbox';
import { Button } from '@/shared/Button';
import { EmptyState } from '@/shared/EmptyState';
import { use_media, wide } from '@/shared/use_media';

import { active_filters } from '../address';
import { set_dock } from '../dock';
import { use_place } from '../use_place';
import { no_filters } from './FilterMenu';

// Why the list is empty and what to do next.
export function EmptyList() {
  const { t } = useTranslation();
  const { search, narrow } = use_place();
  const navigate = useNavigate();
  const is_wide = use_media(wide);
  const { data: sandbox } = useQuery(sandbox_query);
  if (active_filters(search)) {
    return (
      <EmptyState icon={ListFilter} title={t('empty.filtered_title')} text={t('empty.filtered_text')}>
        <Button onClick={() => narrow(no_filters)}>
          {t('list.clear_filters')}
        </Button>
      </EmptyState>
    );
  }
  if (search.tab === 'mine') {
    return (
      <EmptyState icon={Coffee} title={t('empty.mine_title')} text={t('empty.mine_text')}>
        <Button onClick={() => narrow({ tab: 'unassigned' })}>{t('empty.mine_action')}</Button>
      </EmptyState>
    );
  }
  if (search.tab === 'unassigned') {
    return (
      <EmptyState icon={Coffee} title={t('empty.unassigned_title')} text={t('empty.unassigned_text')}>
        <Button onClick={() => narrow({ tab: undefined })}>{t('empty.unassigned_action')}</Button>
      </EmptyState>
    );
  }
  const play = () => (is_wide ? set_dock(true) : void navigate({ to: '/sandbox' }));
  return (
    <EmptyState icon={Inbox} title={t('empty.none_title')} text={sandbox?.enabled ? t('empty.none_sandbox') : t('empty.none_text')}>
      {sandbox?.enabled && (
        <Button look="primary" onClick={play}>
          {t('empty.play')}
        </Button>
      )}
    </EmptyState>
  );
}
