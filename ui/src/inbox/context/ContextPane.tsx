import { X } from 'lucide-react';
import { useTranslation } from 'react-i18next';

import type { Conversation } from '@/api/types';
import { Avatar } from '@/shared/Avatar';
import { IconButton } from '@/shared/IconButton';
import { readable_phone } from '@/shared/phone_number';
import { full_time, use_now } from '@/shared/time';
import { beyond_phone, use_media } from '@/shared/use_media';

import { colour_key, name_of } from '../naming';
import { use_connection, use_person } from '../use_people';
import { service_window } from '../window';
import { Fact, Facts } from './Facts';

interface ContextPaneProps {
  conversation: Conversation;
  onClose: (() => void) | undefined; // undefined when it stands beside for good
}

export function ContextPane({ conversation, onClose }: ContextPaneProps) {
  const { t, i18n } = useTranslation();
  const now = use_now();
  const { contact } = conversation;
  // On a phone the details are the whole screen.
  const [Pane, Heading, part] = use_media(beyond_phone) ? (['aside', 'h2', 'h3'] as const) : (['main', 'h1', 'h2'] as const);
  const connection = use_connection(conversation.connection_id);
  const assignee = use_person(conversation.assignee_id);
  const window = service_window(conversation, now);
  const name = name_of(contact);
  const time = (iso: string) => full_time(iso, i18n.language);
  return (
    <Pane
      aria-label={t('context.label', { name })}
      className={`flex w-full shrink-0 flex-col overflow-y-auto border-l border-line bg-surface md:w-72 ${onClose ? 'md:absolute md:inset-y-0 md:right-0 md:z-10 md:shadow-raised max-md:flex-1' : ''}`}
    >
      <div className={`flex h-14 shrink-0 items-center justify-between border-b border-line pr-2 pl-5 ${onClose ? '' : 'max-md:hidden'}`}>
        <Heading className="text-base font-semibold">{t('conversation.details')}</Heading>
        {onClose && <IconButton icon={X} label={t('conversation.hide_details')} onClick={onClose} />}
      </div>
      <div className="flex flex-col items-center gap-2 px-5 pt-6 pb-4 text-center">
        <Avatar id={colour_key(contact)} name={contact.name} size="lg" />
        <p className="text-lg leading-6 font-semibold break-words">{name}</p>
      </div>
      <Facts title={t('context.contact')} heading={part}>
        <Fact name={t('context.phone')} value={contact.phone ? readable_phone(contact.phone) : t('context.no_phone')} copy={contact.phone} />
        {contact.username && <Fact name={t('context.username')} value={`@${contact.username}`} copy={contact.username} />}
        <Fact name={t('context.contact_id')} value={contact.id} copy={contact.id} mono />
      </Facts>
      <Facts title={t('context.conversation')} heading={part}>
        {connection && <Fact name={t('context.through')} value={`${connection.display_name}\n${readable_phone(connection.phone)}`} />}
        {connection && <Fact name={t('context.environment')} value={t(`context.environment_${connection.environment}`)} />}
        <Fact
          name={t('context.window')}
          value={
            window.state === 'never'
              ? t('context.window_none')
              : t(window.state === 'open' ? 'context.window_until' : 'context.window_since', { time: time(conversation.window_ends_at!) })
          }
        />
        {conversation.waiting_since && <Fact name={t('context.waiting')} value={time(conversation.waiting_since)} />}
        <Fact name={t('context.assignee')} value={assignee?.name ?? t('context.nobody')} />
        <Fact name={t('context.first_seen')} value={time(conversation.created_at)} />
      </Facts>
    </Pane>
  );
}
