import { useTranslation } from 'react-i18next';

import type { Contact, QuotedMessage } from '@/api/types';

import { name_of } from '../../naming';
import { type_icon } from '../../type_icon';
import { use_place } from '../../use_place';

interface QuoteProps {
  quoted: QuotedMessage;
  contact: Contact;
}

// Who wrote the quoted message, and its beginning.
export function QuoteBlock({ quoted, contact }: QuoteProps) {
  const { t } = useTranslation();
  const Icon = quoted.type === 'text' || !quoted.id || quoted.deleted ? null : type_icon[quoted.type];
  const text = !quoted.id ? t('message.quoted_unknown') : quoted.deleted ? t('message.deleted') : quoted.text || t(`type.${quoted.type}`);
  return (
    <span className="block border-l-3 border-accent py-1 pr-2 pl-2 text-left">
      {quoted.id && (
        <span className="block truncate text-xs font-semibold text-accent">
          {quoted.direction === 'outbound' ? t('conversation.you') : name_of(contact)}
        </span>
      )}
      <span className="flex items-center gap-1 text-xs text-ink-soft">
        {Icon && <Icon aria-hidden className="size-3.5 shrink-0" />}
        <span className="line-clamp-2 wrap-text">{text}</span>
      </span>
    </span>
  );
}

// Inside a bubble: pressed, it leads to the message itself.
export function Quote({ quoted, contact, conversation_id }: QuoteProps & { conversation_id: string }) {
  const { t } = useTranslation();
  const { open } = use_place();
  const look = 'mb-1 block w-full overflow-hidden rounded-md bg-canvas/60';
  if (!quoted.id || quoted.deleted) return <div className={look}><QuoteBlock quoted={quoted} contact={contact} /></div>;
  const id = quoted.id;
  return (
    <button type="button" aria-label={t('message.go_to_quoted')} onClick={() => open(conversation_id, id)} className={`${look} hover:bg-hover`}>
      <QuoteBlock quoted={quoted} contact={contact} />
    </button>
  );
}
