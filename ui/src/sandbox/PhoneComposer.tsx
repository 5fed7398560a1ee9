import { SendHorizontal } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';

import { write_as_customer, type BusinessNumber, type Customer, type PhoneMessage } from '@/api/sandbox';
import { reason_of } from '@/inbox/outbox';
import { note } from '@/shared/toasts';

import { PhonePlays } from './PhonePlays';

interface PhoneComposerProps {
  customer: Customer;
  number: BusinessNumber;
  messages: readonly PhoneMessage[];
  ago_seconds: number;
  onSent: () => void;
}

export function PhoneComposer({ customer, number, messages, ago_seconds, onSent }: PhoneComposerProps) {
  const { t } = useTranslation();
  const [text, set_text] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const written = text.trim();
    if (!written) return;
    set_text('');
    write_as_customer(customer.id, number.number_id, written, ago_seconds).then(onSent, (error: unknown) => {
      set_text((now) => now || written);
      note(t('sandbox.failed'), { kind: 'problem', detail: reason_of(error).message });
    });
  };
  return (
    <form onSubmit={submit} className="flex shrink-0 items-center gap-2 px-3 pt-2 pb-4">
      <PhonePlays customer={customer} number={number} messages={messages} onSent={onSent} />
      <input
        value={text}
        onChange={(event) => set_text(event.target.value)}
        aria-label={t('sandbox.write', { name: customer.name })}
        placeholder={t('sandbox.write_placeholder')}
        autoComplete="off"
        enterKeyHint="send"
        maxLength={4096}
        className="h-10 min-w-0 flex-1 rounded-full border border-line bg-surface px-4 text-sm max-md:text-lg"
      />
      <button
        type="submit"
        disabled={!text.trim()}
        aria-label={t('sandbox.send', { name: customer.name })}
        className="inline-flex size-10 shrink-0 items-center justify-center rounded-full bg-accent text-on-accent hover:bg-accent-strong disabled:bg-pressed disabled:text-ink-faint"
      >
        <SendHorizontal aria-hidden className="size-4" />
      </button>
    </form>
  );
}
