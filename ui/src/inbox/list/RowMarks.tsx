import { TimerReset } from 'lucide-react';
import { useTranslation } from 'react-i18next';

import type { Conversation } from '@/api/types';
import { Avatar } from '@/shared/Avatar';
import { hours_and_minutes, use_now } from '@/shared/time';

import { use_inbox } from '../store';
import { use_person } from '../use_people';
import { closes_soon, service_window } from '../window';

// At the end of a row: a clock when the window is about to close, whose it is, how much is unread.
export function RowMarks({ conversation }: { conversation: Conversation }) {
  const { t, i18n } = useTranslation();
  const now = use_now();
  const me = use_inbox((state) => state.me);
  const assignee = use_person(conversation.assignee_id);
  const window = service_window(conversation, now);
  const { unread_count } = conversation;
  return (
    <span className="flex shrink-0 items-center gap-1.5">
      {window.state === 'open' && closes_soon(window) && (
        <TimerReset
          role="img"
          aria-label={t('list.window_closes', hours_and_minutes(window.left_ms))}
          className="size-4 text-warn"
          strokeWidth={2}
        />
      )}
      {conversation.status === 'closed' && (
        <span className="rounded-sm bg-sunken px-1.5 text-2xs font-medium text-ink-faint">{t('list.closed')}</span>
      )}
      {assignee && (
        <span
          role="img"
          aria-label={assignee.id === me ? t('list.assigned_to_me') : t('list.assigned_to', { name: assignee.name })}
          className="inline-flex scale-[0.84]"
        >
          <Avatar id={assignee.id} name={assignee.name} size="sm" />
        </span>
      )}
      {unread_count > 0 && (
        <span
          role="img"
          aria-label={t('list.unread', { count: unread_count })}
          data-unread={unread_count}
          className="tabular inline-flex h-5 min-w-5 items-center justify-center rounded-full bg-accent px-1.5 text-2xs font-semibold text-on-accent"
        >
          {new Intl.NumberFormat(i18n.language).format(Math.min(unread_count, 999))}
        </span>
      )}
    </span>
  );
}
