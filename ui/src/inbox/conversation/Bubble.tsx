import { memo } from 'react';
import { useTranslation } from 'react-i18next';

import type { Contact, Message } from '@/api/types';
import { clock_time, full_time } from '@/shared/time';

import { name_of } from '../naming';
import { is_uncertain } from '../send_again';
import type { Outgoing } from '../state';
import { BubbleActions } from './BubbleActions';
import { MessageBody } from './content/MessageBody';
import { Reactions } from './content/Reactions';
import { SystemLine } from './content/SystemLine';
import { Failure } from './Failure';
import { Retry } from './Retry';
import { Ticks } from './Ticks';

interface BubbleProps {
  message: Message;
  contact: Contact;
  connection_id: string;
  outgoing: Outgoing | null;
  first: boolean; // of what one person wrote in one breath
  last: boolean;
  author: string | null; // shown above, when it is not obvious
  flash: boolean;
}

export const Bubble = memo(function Bubble({ message, contact, connection_id, outgoing, first, last, author, flash }: BubbleProps) {
  const { t } = useTranslation();
  if (message.type === 'system') return <SystemLine message={message} />;
  const ours = message.direction === 'outbound';
  // Without a reason it is only on its way: the answer has not been missed yet.
  const doubtful = message.status === 'unknown' && message.error !== null;
  const uncertain = is_uncertain(message);
  const corner = ours ? (last ? 'rounded-br-sm' : '') : last ? 'rounded-bl-sm' : '';
  const bare = message.type === 'sticker' && !message.deleted_at && message.files?.[0]?.state === 'ready';
  const ground = bare ? '' : `shadow-bubble ${ours ? 'bg-bubble-out' : 'bg-bubble-in'}`;
  return (
    <div className={`flex flex-col ${ours ? 'items-end' : 'items-start'} ${first ? 'pt-2.5' : 'pt-0.5'}`}>
      {first && author && <p className="px-1 pb-0.5 text-2xs font-medium text-ink-faint">{author}</p>}
      <div className={`group/bubble flex w-full items-center gap-1 ${ours ? 'flex-row-reverse' : ''}`}>
        <div
          data-message={message.id}
          data-type={message.type}
          tabIndex={-1} // a touch, which cannot point, brings up what can be done with it
          className={`min-w-0 outline-none max-w-[min(36rem,82%)] rounded-xl px-3 py-1.5 ${ground} ${corner} ${flash ? 'animate-flash' : ''}`}
        >
          <MessageBody message={message} contact={contact} />
          <Stamp message={message} ours={ours} doubtful={doubtful} />
        </div>
        {!outgoing && <BubbleActions message={message} connection_id={connection_id} />}
      </div>
      <Reactions message={message} who={name_of(contact)} />
      {doubtful && !uncertain && (
        <p className="max-w-80 px-1 pt-1 text-right text-xs text-warn">{t('status.unknown_next')}</p>
      )}
      {message.status === 'failed' || uncertain ? <Failure message={message} outgoing={outgoing} /> : message.retry_of && <Retry message={message} />}
    </div>
  );
});

// When it was written and, of ours, how far it has come.
function Stamp({ message, ours, doubtful }: { message: Message; ours: boolean; doubtful: boolean }) {
  const { t, i18n } = useTranslation();
  const before = message.earlier_texts.map((each) => each.text).join('\n');
  return (
    <span className="float-right mt-1.5 ml-3 flex h-4 items-center gap-1 text-2xs text-ink-soft">
      {message.edited_at && <span title={t('message.edited_before', { text: before })}>{t('message.edited')}</span>}
      <time dateTime={message.sent_at} title={full_time(message.sent_at, i18n.language)} className="tabular">
        {clock_time(message.sent_at, i18n.language)}
      </time>
      {ours && <Ticks status={doubtful || message.status !== 'unknown' ? message.status : 'queued'} />}
    </span>
  );
}
