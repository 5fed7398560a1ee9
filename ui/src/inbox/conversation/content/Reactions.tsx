import { useTranslation } from 'react-i18next';

import type { Message } from '@/api/types';

// Below a bubble: what each side felt about it.
export function Reactions({ message, who }: { message: Message; who: string }) {
  const { t } = useTranslation();
  if (!message.reactions.length) return null;
  const ours = message.direction === 'outbound';
  return (
    <ul aria-label={t('message.reactions')} className={`relative z-10 -mt-1.5 mb-1.5 flex gap-1 ${ours ? 'mr-2' : 'ml-2'}`}>
      {message.reactions.map(({ emoji, direction, status }) => {
        const name = direction === 'outbound' ? t('conversation.you') : who;
        const failed = status === 'failed';
        return (
          <li
            key={direction}
            data-reaction={direction}
            title={failed ? t('message.reaction_failed') : name}
            className={`inline-flex h-6 items-center rounded-full border bg-raised px-1.5 text-sm shadow-bubble ${failed ? 'border-bad' : 'border-line'} ${status === 'queued' ? 'opacity-60' : ''}`}
          >
            <span className="sr-only">{failed ? t('message.reaction_failed') : t('message.reacted', { name })}</span>
            {emoji}
          </li>
        );
      })}
    </ul>
  );
}
