import { useLayoutEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';

import type { Customer, PhoneMessage } from '@/api/sandbox';
import { Ticks } from '@/inbox/conversation/Ticks';
import { clock_time, full_time } from '@/shared/time';

import { PhoneBody } from './PhoneBody';

interface PhoneThreadProps {
  customer: Customer;
  messages: PhoneMessage[] | undefined;
}

const tick_of = { pending: 'queued', delivered: 'delivered', failed: 'failed' } as const;

export function PhoneThread({ customer, messages }: PhoneThreadProps) {
  const { t } = useTranslation();
  const scroller = useRef<HTMLDivElement>(null);
  const newest = messages?.at(-1)?.id;
  useLayoutEffect(() => {
    scroller.current?.scrollTo({ top: scroller.current.scrollHeight });
  }, [newest]);
  return (
    <div
      ref={scroller}
      role="log"
      aria-label={t('sandbox.thread', { name: customer.name })}
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- scrolls by the arrow keys
      tabIndex={0}
      className="focus-inside flex min-h-0 flex-1 flex-col overflow-y-auto bg-sunken px-3 py-3"
    >
      <div className="mt-auto space-y-1.5">
        {messages?.length === 0 && <p className="py-6 text-center text-xs text-ink-faint">{t('sandbox.nothing')}</p>}
        {messages?.map((message) => (
          <PhoneBubble key={message.id} message={message} quoted={messages.find((each) => each.id === message.context_id)} />
        ))}
      </div>
    </div>
  );
}

function PhoneBubble({ message, quoted }: { message: PhoneMessage; quoted: PhoneMessage | undefined }) {
  const { i18n } = useTranslation();
  const own = message.direction === 'to_business';
  const at = new Date(message.at).toISOString();
  return (
    <div className={`flex ${own ? 'justify-end' : 'justify-start'}`} data-phone-message={message.direction} data-type={message.type}>
      <div className={`max-w-[85%] rounded-xl px-3 py-1.5 text-sm shadow-bubble ${own ? 'rounded-br-sm bg-bubble-out' : 'rounded-bl-sm bg-bubble-in'}`}>
        <PhoneBody message={message} quoted={quoted} />
        <span className="float-right mt-1.5 ml-2 flex h-3.5 items-center gap-1 text-2xs text-ink-soft">
          <time dateTime={at} title={full_time(at, i18n.language)} className="tabular">
            {clock_time(at, i18n.language)}
          </time>
          {own && <Ticks status={tick_of[message.status as keyof typeof tick_of] ?? 'delivered'} />}
        </span>
      </div>
    </div>
  );
}
