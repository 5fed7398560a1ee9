import { Link } from '@tanstack/react-router';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';

import type { Conversation } from '@/api/types';
import { Avatar } from '@/shared/Avatar';
import { full_time, row_time, use_now } from '@/shared/time';

import { colour_key, name_of } from '../naming';
import { Preview } from './Preview';
import { RowMarks } from './RowMarks';

interface ConversationRowProps {
  conversation: Conversation;
  open: boolean;
}

export const ConversationRow = memo(function ConversationRow({ conversation, open }: ConversationRowProps) {
  const { i18n } = useTranslation();
  const now = use_now();
  const { contact, last_message, unread_count } = conversation;
  const unread = unread_count > 0;
  return (
    <Link
      to="/inbox/$conversation_id"
      params={{ conversation_id: conversation.id }}
      search={(search) => ({ ...search, at: undefined, details: undefined })}
      data-conversation={conversation.id}
      aria-current={open ? 'true' : undefined}
      className={`focus-inside flex h-[4.5rem] items-center gap-3 border-b border-line/60 px-4 ${open ? 'bg-accent-soft' : 'hover:bg-hover'}`}
    >
      <Avatar id={colour_key(contact)} name={contact.name} badge />
      <span className="flex min-w-0 flex-1 flex-col gap-0.5">
        <span className="flex items-baseline gap-2">
          <span className={`min-w-0 flex-1 truncate text-base ${unread ? 'font-semibold' : 'font-medium'}`}>{name_of(contact)}</span>
          <time
            dateTime={last_message.sent_at}
            title={full_time(last_message.sent_at, i18n.language)}
            className={`tabular shrink-0 text-xs ${unread ? 'font-semibold text-accent' : 'text-ink-faint'}`}
          >
            {row_time(last_message.sent_at, now, i18n.language)}
          </time>
        </span>
        <span className="flex items-center gap-2">
          <Preview conversation={conversation} strong={unread} />
          <RowMarks conversation={conversation} />
        </span>
      </span>
    </Link>
  );
});
