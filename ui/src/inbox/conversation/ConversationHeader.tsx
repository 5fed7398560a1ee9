import { Archive, ChevronLeft, PanelRight, RotateCcw } from 'lucide-react';
import { useTranslation } from 'react-i18next';

import type { Conversation } from '@/api/types';
import { Avatar } from '@/shared/Avatar';
import { IconButton } from '@/shared/IconButton';
import { readable_phone } from '@/shared/phone_number';
import { beyond_phone, use_media } from '@/shared/use_media';

import { colour_key, name_of } from '../naming';
import type { Actions } from '../use_actions';
import { use_place } from '../use_place';
import { AssignMenu } from './AssignMenu';

interface ConversationHeaderProps {
  conversation: Conversation;
  actions: Actions;
  details_beside: boolean;
}

export function ConversationHeader({ conversation, actions, details_beside }: ConversationHeaderProps) {
  const { t } = useTranslation();
  const { leave, search, show_details } = use_place();
  const { contact, status } = conversation;
  const open = status === 'open';
  const Heading = use_media(beyond_phone) ? 'h2' : 'h1'; // alone on the screen of a phone
  return (
    <header className="flex h-14 shrink-0 items-center gap-1 border-b border-line bg-surface pr-3 pl-4 max-md:pr-1 max-md:pl-1">
      <IconButton icon={ChevronLeft} label={t('common.back')} onClick={leave} className="md:hidden" />
      <Avatar id={colour_key(contact)} name={contact.name} size="md" badge />
      <div className="mr-auto ml-2 min-w-0">
        <Heading className="truncate text-base leading-5 font-semibold">{name_of(contact)}</Heading>
        <p className="truncate text-xs text-ink-faint">
          {[contact.name && contact.phone && readable_phone(contact.phone), contact.username && `@${contact.username}`]
            .filter(Boolean)
            .join(' · ')}
          {!open && <span className="ml-1.5 rounded-sm bg-sunken px-1.5 font-medium">{t('conversation.closed')}</span>}
        </p>
      </div>
      <AssignMenu conversation={conversation} assign={(person) => actions.assign(conversation, person)} />
      <IconButton
        icon={open ? Archive : RotateCcw}
        label={open ? t('conversation.close') : t('conversation.reopen')}
        shortcut="E"
        onClick={() => actions.set_open(conversation, !open)}
      />
      {!details_beside && (
        <IconButton
          icon={PanelRight}
          label={search.details ? t('conversation.hide_details') : t('conversation.show_details')}
          active={search.details}
          aria-expanded={search.details ?? false}
          onClick={() => show_details(!search.details)}
        />
      )}
    </header>
  );
}
