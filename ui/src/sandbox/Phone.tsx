import { BadgeCheck, ChevronLeft, Signal, Wifi } from 'lucide-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';

import { open_thread, type BusinessNumber, type Customer } from '@/api/sandbox';
import { Avatar } from '@/shared/Avatar';
import { clock_time, use_now } from '@/shared/time';

import { PhoneComposer } from './PhoneComposer';
import { PhoneThread } from './PhoneThread';
import { use_phone } from './use_phone';

interface PhoneProps {
  customer: Customer;
  number: BusinessNumber;
  ago_seconds: number;
  onSent: () => void;
  frame: boolean; // drawn as a device; on a real phone the screen is the device
}

// The customer's phone, with the thread to the business open on it.
export function Phone({ customer, number, ago_seconds, onSent, frame }: PhoneProps) {
  const { t } = useTranslation();
  const messages = use_phone(customer.id, number.number_id);
  const in_front = customer.reads_at_once;
  const unseen = messages?.filter((message) => message.direction === 'from_business' && message.status !== 'read').length ?? 0;
  useEffect(() => {
    if (in_front && unseen > 0) open_thread(customer.id, number.number_id).catch(() => undefined);
  }, [in_front, unseen, customer.id, number.number_id]);
  return (
    <section
      aria-label={t('sandbox.phone_label', { name: customer.name })}
      className={
        frame
          ? 'flex aspect-[9/18.5] max-h-[46rem] min-h-72 w-full max-w-[21rem] shrink flex-col overflow-hidden rounded-phone border-8 border-phone bg-surface shadow-phone h-full'
          : 'flex h-[70dvh] w-full flex-col bg-surface'
      }
    >
      {frame && <StatusBar />}
      <header className="flex shrink-0 items-center gap-2.5 border-b border-line px-4 pt-1 pb-2.5">
        <ChevronLeft aria-hidden className="-ml-2 size-5 text-accent" />
        <Avatar id={number.number_id} name={number.display_name} size="md" badge />
        <div className="min-w-0">
          <p className="flex items-center gap-1 truncate text-base leading-5 font-semibold">
            <span className="truncate">{number.display_name}</span>
            <BadgeCheck aria-hidden className="size-4 shrink-0 text-read" />
          </p>
          <p className="truncate text-xs text-ink-faint">{t('sandbox.business')}</p>
        </div>
      </header>
      <PhoneThread customer={customer} messages={messages} />
      <PhoneComposer customer={customer} number={number} messages={messages ?? []} ago_seconds={ago_seconds} onSent={onSent} />
    </section>
  );
}

function StatusBar() {
  const { i18n } = useTranslation();
  const now = use_now();
  return (
    <div aria-hidden className="flex h-9 shrink-0 items-center justify-between px-6 pt-1 text-xs font-semibold">
      <span className="tabular">{clock_time(new Date(now).toISOString(), i18n.language)}</span>
      <span className="h-5 w-20 rounded-full bg-phone" />
      <span className="flex items-center gap-1">
        <Signal className="size-3.5" />
        <Wifi className="size-3.5" />
      </span>
    </div>
  );
}
