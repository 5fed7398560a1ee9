import { Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';

import { play_as_customer, put_customer_file, type BusinessNumber, type Customer, type PhoneMessage } from '@/api/sandbox';
import { reason_of } from '@/inbox/outbox';
import { Menu } from '@/shared/Menu';
import { note } from '@/shared/toasts';

import { plays_at, type Play } from './plays';

interface PhonePlaysProps {
  customer: Customer;
  number: BusinessNumber;
  messages: readonly PhoneMessage[];
  onSent: () => void;
}

// Everything else that a customer can send to this number, each at one press.
export function PhonePlays({ customer, number, messages, onSent }: PhonePlaysProps) {
  const { t } = useTranslation();
  const play = async ({ make }: Play) => {
    const played = await make(messages, (mime, base64) => put_customer_file(number.number_id, mime, base64));
    if (!played) return note(t('sandbox.nothing_to'), { kind: 'problem' });
    await play_as_customer(customer.id, number.number_id, played);
    onSent();
  };
  return (
    <Menu
      label={t('sandbox.attach')}
      side="top"
      align="start"
      sections={[
        {
          kind: 'actions',
          actions: plays_at(number.provider).map((each) => ({
            label: t(`sandbox.play_${each.name}`),
            run: () => void play(each).catch((error: unknown) => note(t('sandbox.failed'), { kind: 'problem', detail: reason_of(error).message })),
          })),
        },
      ]}
      trigger={
        <button type="button" aria-label={t('sandbox.attach')} className="inline-flex size-10 shrink-0 items-center justify-center rounded-full text-ink-faint hover:bg-hover hover:text-ink">
          <Plus aria-hidden className="size-5" />
        </button>
      }
    />
  );
}
