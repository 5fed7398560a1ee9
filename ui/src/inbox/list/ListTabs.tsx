import { useTranslation } from 'react-i18next';

import type { Tab } from '../address';
import { use_place } from '../use_place';
import { FilterMenu } from './FilterMenu';

const tabs: readonly Tab[] = ['mine', 'unassigned', 'all'];

export function ListTabs() {
  const { t } = useTranslation();
  const { search, narrow } = use_place();
  const chosen = search.tab ?? 'all';
  return (
    <div className="flex items-center gap-1 border-b border-line pr-3 pl-2">
      <div role="group" aria-label={t('list.tabs')} className="flex min-w-0 flex-1">
        {tabs.map((tab) => (
          <button
            key={tab}
            type="button"
            aria-pressed={tab === chosen}
            onClick={() => narrow({ tab: tab === 'all' ? undefined : tab })}
            className="focus-inside relative h-10 rounded-md px-2.5 text-sm font-medium text-ink-faint hover:text-ink aria-pressed:text-ink aria-pressed:after:absolute aria-pressed:after:inset-x-2.5 aria-pressed:after:-bottom-px aria-pressed:after:h-0.5 aria-pressed:after:rounded-full aria-pressed:after:bg-accent max-md:h-12"
          >
            {t(`list.${tab}`)}
          </button>
        ))}
      </div>
      <FilterMenu />
    </div>
  );
}
