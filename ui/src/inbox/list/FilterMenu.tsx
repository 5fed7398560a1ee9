import { ListFilter } from 'lucide-react';
import { useTranslation } from 'react-i18next';

import { Menu, type MenuSection } from '@/shared/Menu';
import { readable_phone } from '@/shared/phone_number';

import { active_filters, type InboxSearch } from '../address';
import { use_connections } from '../use_people';
import { use_place } from '../use_place';

const every = 'every';

export const no_filters = { status: undefined, number: undefined, unread: undefined, sort: undefined } satisfies InboxSearch;

export function FilterMenu() {
  const { t } = useTranslation();
  const { search } = use_place();
  const sections = use_sections();
  const active = active_filters(search);
  return (
    <Menu
      label={t('list.filters')}
      sections={sections}
      trigger={
        <button
          type="button"
          aria-label={active ? t('list.filters_active', { count: active }) : t('list.filters')}
          className={`inline-flex h-8 items-center gap-1.5 rounded-md px-2 text-sm hover:bg-hover max-md:h-10 ${active ? 'bg-accent-soft font-semibold text-accent' : 'text-ink-soft'}`}
        >
          <ListFilter aria-hidden className="size-4" />
          {active > 0 && (
            <span aria-hidden className="tabular">
              {active}
            </span>
          )}
        </button>
      }
    />
  );
}

function use_sections(): MenuSection[] {
  const { t } = useTranslation();
  const { search, narrow } = use_place();
  const connections = use_connections();
  const sections: MenuSection[] = [
    {
      kind: 'choices',
      label: t('list.sort'),
      value: search.sort ?? 'newest',
      options: [
        { value: 'newest', label: t('list.sort_newest') },
        { value: 'waiting', label: t('list.sort_waiting') },
      ],
      choose: (sort) => narrow({ sort: sort === 'waiting' ? sort : undefined }),
    },
    {
      kind: 'choices',
      label: t('list.status'),
      value: search.status ?? 'open',
      options: [
        { value: 'open', label: t('list.status_open') },
        { value: 'closed', label: t('list.status_closed') },
        { value: 'any', label: t('list.status_any') },
      ],
      choose: (status) => narrow({ status: status === 'closed' || status === 'any' ? status : undefined }),
    },
  ];
  if (connections.length > 1) {
    const numbers = connections.map(({ id, display_name, phone }) => ({ value: id, label: `${display_name} · ${readable_phone(phone)}` }));
    sections.push({
      kind: 'choices',
      label: t('list.number'),
      value: search.number ?? every,
      options: [{ value: every, label: t('list.every_number') }, ...numbers],
      choose: (number) => narrow({ number: number === every ? undefined : number }),
    });
  }
  sections.push({
    kind: 'check',
    label: t('list.unread_only'),
    checked: search.unread ?? false,
    change: (unread) => narrow({ unread: unread || undefined }),
  });
  if (active_filters(search)) sections.push({ kind: 'actions', actions: [{ label: t('list.clear_filters'), run: () => narrow(no_filters) }] });
  return sections;
}
