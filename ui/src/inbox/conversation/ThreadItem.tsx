import { useTranslation } from 'react-i18next';

import type { Conversation } from '@/api/types';
import { day_name, use_now } from '@/shared/time';

import { use_inbox } from '../store';
import { use_person } from '../use_people';
import { Bubble } from './Bubble';
import type { Item } from './items';

interface ThreadItemProps {
  item: Item;
  conversation: Conversation;
  older: boolean;
  flashing: string | null;
}

export function ThreadItem({ item, conversation, older, flashing }: ThreadItemProps) {
  if (item.kind === 'top') return <Top older={older} />;
  if (item.kind === 'day') return <Day at={item.at} />;
  return <LineOfThread item={item} conversation={conversation} flashing={flashing} />;
}

function Top({ older }: { older: boolean }) {
  const { t } = useTranslation();
  return (
    <p className={`pt-4 pb-1 text-center text-xs text-ink-faint ${older ? 'animate-shimmer' : ''}`}>
      {older ? t('conversation.older') : t('conversation.beginning')}
    </p>
  );
}

function Day({ at }: { at: string }) {
  const { i18n } = useTranslation();
  const now = use_now();
  return (
    <div className="flex justify-center pt-4 pb-1">
      <p className="rounded-full bg-surface px-3 py-0.5 text-xs font-medium text-ink-soft shadow-bubble">{day_name(at, now, i18n.language)}</p>
    </div>
  );
}

interface LineProps {
  item: Extract<Item, { kind: 'line' }>;
  conversation: Conversation;
  flashing: string | null;
}

function LineOfThread({ item, conversation, flashing }: LineProps) {
  const { t } = useTranslation();
  const { message, outgoing } = item.line;
  const me = use_inbox((state) => state.me);
  const author = use_person(message.author_id);
  const ours = message.direction === 'outbound';
  const somebody_else = ours && message.author_id !== null && message.author_id !== me;
  // Without a key of ours it was written on the phone app or by another system.
  const elsewhere = ours && message.client_key === null;
  return (
    <Bubble
      message={message}
      contact={conversation.contact}
      connection_id={conversation.connection_id}
      outgoing={outgoing}
      first={item.first}
      last={item.last}
      author={elsewhere ? t('message.sent_elsewhere') : somebody_else ? (author?.name ?? t('conversation.somebody')) : null}
      flash={flashing === message.id}
    />
  );
}
