import { Info } from 'lucide-react';
import { useTranslation } from 'react-i18next';

import type { Message } from '@/api/types';
import { readable_phone } from '@/shared/phone_number';

// Something that happened to the conversation, in its middle.
export function SystemLine({ message }: { message: Message }) {
  const { t } = useTranslation();
  const change = message.content?.system;
  const phone = change?.new_phone ? readable_phone(`+${change.new_phone}`) : '';
  const text =
    change?.kind === 'number_changed'
      ? t('message.number_changed', { phone })
      : change?.kind === 'identity_changed'
        ? t('message.identity_changed')
        : change?.kind === 'user_id_changed'
          ? t('message.user_id_changed')
          : message.text || t('type.system');
  return (
    <div data-message={message.id} className="flex justify-center py-2">
      <p className="flex max-w-[85%] items-center gap-1.5 rounded-full bg-surface px-3 py-1 text-xs text-ink-soft shadow-bubble">
        <Info aria-hidden className="size-3.5 shrink-0" />
        {text}
      </p>
    </div>
  );
}
