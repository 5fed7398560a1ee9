// What the command menu offers: where to go, what to do with the open conversation, language and theme.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { Archive, Inbox, Keyboard, Languages, LogOut, RotateCcw, Smartphone, SunMoon, UserRoundCheck, UserRoundX, type LucideIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';

import { sandbox_query } from '@/api/sandbox';
import type { Session } from '@/api/types';
import { shown } from '@/inbox/select';
import { current } from '@/inbox/store';
import { use_actions } from '@/inbox/use_actions';

import { choose_language } from './account';
import { show_layer } from '@/shared/layers';
import { language_options, theme_options } from './options';
import { show_theme } from './theme';

export interface Command {
  name: string;
  icon: LucideIcon;
  run: () => void;
}

export function use_commands(session: Session, sign_out: () => void): Command[] {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { data: sandbox } = useQuery(sandbox_query);
  const { conversation_id } = useParams({ strict: false });
  const actions = use_actions();
  const conversation = conversation_id ? shown(current(), conversation_id) : undefined;

  const about: Command[] = conversation
    ? [
        conversation.assignee_id === session.person.id
          ? { name: t('commands.assign_nobody'), icon: UserRoundX, run: () => actions.assign(conversation, null) }
          : { name: t('commands.assign_me'), icon: UserRoundCheck, run: () => actions.assign(conversation, session.person.id) },
        conversation.status === 'open'
          ? { name: t('commands.close'), icon: Archive, run: () => actions.set_open(conversation, false) }
          : { name: t('commands.reopen'), icon: RotateCcw, run: () => actions.set_open(conversation, true) },
      ]
    : [];
  return [
    ...about,
    { name: t('commands.go_inbox'), icon: Inbox, run: () => void navigate({ to: '/inbox' }) },
    { name: t('commands.go_mine'), icon: Inbox, run: () => void navigate({ to: '/inbox', search: { tab: 'mine' } }) },
    { name: t('commands.go_unassigned'), icon: Inbox, run: () => void navigate({ to: '/inbox', search: { tab: 'unassigned' } }) },
    ...(sandbox?.enabled ? [{ name: t('commands.go_sandbox'), icon: Smartphone, run: () => void navigate({ to: '/sandbox' }) }] : []),
    ...language_options(t).map(({ value, label }) => ({
      name: t('commands.language', { name: label }),
      icon: Languages,
      run: () => void choose_language(queries, value),
    })),
    ...theme_options(t).map(({ value, label }) => ({ name: t('commands.theme', { name: label }), icon: SunMoon, run: () => show_theme(value) })),
    { name: t('commands.help'), icon: Keyboard, run: () => show_layer('help') },
    { name: t('commands.sign_out'), icon: LogOut, run: sign_out },
  ];
}
