import { useTranslation } from 'react-i18next';

import type { Message } from '@/api/types';

import { type_icon } from '../../type_icon';

// A message that has nothing to show but its kind: one that WhatsApp does not hand over, or that nobody knows.
export function Stub({ message }: { message: Message }) {
  const { t } = useTranslation();
  const Icon = message.type === 'text' ? null : type_icon[message.type];
  const kind = message.content?.unsupported?.type;
  const why = message.content?.error?.details ?? message.content?.error?.title;
  return (
    <span className="flex items-center gap-2 py-0.5 text-sm text-ink-soft">
      {Icon && (
        <span aria-hidden className="inline-flex size-8 shrink-0 items-center justify-center rounded-md bg-accent-soft text-accent">
          <Icon className="size-4" />
        </span>
      )}
      <span className="min-w-0">
        <span className="block font-medium">{t(`type.${message.type}`)}</span>
        {(kind || why) && <span className="wrap-text block text-xs text-ink-faint">{[kind, why].filter(Boolean).join(' · ')}</span>}
      </span>
    </span>
  );
}
