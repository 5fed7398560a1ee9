import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { CommandIcon, Keyboard, LogOut } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { Session } from '@/api/types';
import { Avatar } from '@/shared/Avatar';
import { Menu } from '@/shared/Menu';
import { beyond_phone, use_media } from '@/shared/use_media';

import { choose_language, leave } from './account';
import { show_layer } from '@/shared/layers';
import { language_options, theme_options, type LanguageChoice } from './options';
import { chosen_theme, show_theme, type Theme } from './theme';

export function AccountMenu({ session }: { session: Session }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const beside = use_media(beyond_phone);
  const [theme, set_theme] = useState<Theme>(chosen_theme);
  const { person, workspace } = session;
  const language = useMutation({ mutationFn: (next: LanguageChoice) => choose_language(queries, next) });
  const sign_out = useMutation({ mutationFn: () => leave(queries), onSuccess: () => navigate({ to: '/sign-in' }) });
  const choose_theme = (next: Theme) => {
    show_theme(next);
    set_theme(next);
  };
  const name = t('nav.account', { name: person.name });
  const who = (
    <div className="px-2 py-1.5">
      <p className="truncate text-sm font-semibold">{person.name}</p>
      <p className="truncate text-xs text-ink-faint">{person.email}</p>
      <p className="truncate text-xs text-ink-faint">{workspace.name}</p>
    </div>
  );
  return (
    <Menu
      side={beside ? 'right' : 'top'}
      label={name}
      trigger={
        <button type="button" aria-label={name} className="inline-flex size-10 items-center justify-center rounded-full hover:bg-hover max-md:size-12">
          <Avatar id={person.id} name={person.name} size="sm" />
        </button>
      }
      sections={[
        { kind: 'heading', content: who },
        {
          kind: 'choices',
          label: t('nav.language'),
          value: person.language ?? 'auto',
          options: language_options(t),
          choose: (next) => language.mutate(next as LanguageChoice),
        },
        { kind: 'choices', label: t('nav.theme'), value: theme, options: theme_options(t), choose: (next) => choose_theme(next as Theme) },
        {
          kind: 'actions',
          actions: [
            { icon: Keyboard, label: t('nav.shortcuts'), run: () => show_layer('help') },
            { icon: CommandIcon, label: t('nav.commands'), run: () => show_layer('commands') },
            { icon: LogOut, label: t('nav.sign_out'), run: () => sign_out.mutate() },
          ],
        },
      ]}
    />
  );
}
