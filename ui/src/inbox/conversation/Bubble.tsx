import { memo } from 'react';
import { useTranslation } from 'react-i18next';

import type { Message } from '@/api/types';
import { clock_time, full_time } from '@/shared/time';

import type { Outgoing } from '../state';
import { type_icon } from '../type_icon';
import { Failure } from './Failure';
import { Ticks } from './Ticks';

interface BubbleProps {
  message: Message;
  outgoing: Outgoing | null;
  first: boolean; // of what one person wrote in one breath
  last: boolean;
  author: string | null; // shown above, when it is not obvious
  flash: boolean;
}

export const Bubble = memo(function Bubble({ message, outgoing, first, last, author, flash }: BubbleProps) {
  const { t, i18n } = useTranslation();
  const ours = message.direction === 'outbound';
  // Without a reason it is only on its way: the answer has not been missed yet.
  const doubtful = message.status === 'unknown' && message.error !== null;
  const stub = message.type !== 'text' && !message.text;
  const corner = ours ? (last ? 'rounded-br-sm' : '') : last ? 'rounded-bl-sm' : '';
  return (
    <div className={`flex flex-col ${ours ? 'items-end' : 'items-start'} ${first ? 'pt-2.5' : 'pt-0.5'}`}>
      {first && author && <p className="px-1 pb-0.5 text-2xs font-medium text-ink-faint">{author}</p>}
      <div
        data-message={message.id}
        className={`max-w-[min(36rem,82%)] rounded-xl px-3 py-1.5 shadow-bubble ${corner} ${ours ? 'bg-bubble-out' : 'bg-bubble-in'} ${stub ? 'flex items-end' : ''} ${flash ? 'animate-flash' : ''}`}
      >
        <Content message={message} />
        <span className="float-right mt-1.5 ml-3 flex h-4 items-center gap-1 text-2xs text-ink-soft">
          <time dateTime={message.sent_at} title={full_time(message.sent_at, i18n.language)} className="tabular">
            {clock_time(message.sent_at, i18n.language)}
          </time>
          {ours && <Ticks status={doubtful || message.status !== 'unknown' ? message.status : 'queued'} />}
        </span>
      </div>
      {doubtful && (
        <p className="max-w-80 px-1 pt-1 text-right text-xs text-warn">{t('status.unknown_next')}</p>
      )}
      {message.status === 'failed' && <Failure message={message} outgoing={outgoing} />}
    </div>
  );
});

// Text as text; every other type by its name, with the words it carries.
function Content({ message }: { message: Message }) {
  const { t } = useTranslation();
  if (message.type === 'text') return <p className="wrap-text inline">{message.text}</p>;
  const Icon = type_icon[message.type];
  return (
    <>
      <p className={`${message.text ? 'flex' : 'inline-flex'} items-center gap-2 py-0.5 text-sm font-medium text-ink-soft`}>
        <span aria-hidden className="inline-flex size-8 shrink-0 items-center justify-center rounded-md bg-accent-soft text-accent">
          <Icon className="size-4" />
        </span>
        {t(`type.${message.type}`)}
      </p>
      {message.text && <p className="wrap-text inline">{message.text}</p>}
    </>
  );
}
