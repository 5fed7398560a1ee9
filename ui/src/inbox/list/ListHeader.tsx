import { useQuery } from '@tanstack/react-query';
import { Search, Smartphone, X } from 'lucide-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';

import { sandbox_query } from '@/api/sandbox';
import { ConnectionPill } from '@/app/ConnectionPill';
import { IconButton } from '@/shared/IconButton';
import { Key } from '@/shared/Key';
import { use_keys } from '@/shared/use_keys';
import { use_media, wide } from '@/shared/use_media';

import { set_dock, use_dock } from '../dock';

interface ListHeaderProps {
  words: string;
  onWords: (words: string) => void;
}

export function ListHeader({ words, onWords }: ListHeaderProps) {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  const dock = use_dock();
  const is_wide = use_media(wide);
  const { data: sandbox } = useQuery(sandbox_query);
  use_keys({ '/': () => input.current?.focus() });
  return (
    <div className="px-4 pt-3 pb-2">
      <div className="flex h-9 items-center justify-between gap-2">
        <h1 className="text-lg font-semibold tracking-tight">{t('list.title')}</h1>
        <div className="flex items-center gap-1">
          <ConnectionPill />
          {sandbox?.enabled && is_wide && (
            <IconButton
              icon={Smartphone}
              label={dock ? t('list.hide_phone') : t('list.show_phone')}
              active={dock}
              aria-pressed={dock}
              onClick={() => set_dock(!dock)}
            />
          )}
        </div>
      </div>
      <div role="search" className="relative mt-2">
        <Search aria-hidden className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-ink-faint" />
        <input
          ref={input}
          type="text"
          inputMode="search"
          enterKeyHint="search"
          autoComplete="off"
          maxLength={200}
          aria-label={t('search.label')}
          placeholder={t('search.placeholder')}
          value={words}
          onChange={(event) => onWords(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return;
            onWords('');
            input.current?.blur();
          }}
          className="h-9 w-full rounded-md border border-transparent bg-sunken pr-9 pl-8 text-sm transition-colors focus:border-accent focus:bg-surface focus:outline-none max-md:h-11 max-md:text-lg"
        />
        <span className="absolute top-1/2 right-2 -translate-y-1/2">
          {words ? (
            <button
              type="button"
              aria-label={t('search.clear')}
              onClick={() => {
                onWords('');
                input.current?.focus();
              }}
              className="inline-flex size-6 items-center justify-center rounded-sm text-ink-faint hover:bg-hover"
            >
              <X aria-hidden className="size-4" />
            </button>
          ) : (
            <span aria-hidden className="max-md:hidden">
              <Key>{'/'}</Key>
            </span>
          )}
        </span>
      </div>
    </div>
  );
}
