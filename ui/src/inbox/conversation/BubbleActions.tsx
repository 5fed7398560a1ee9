import { Reply, SmilePlus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { Message } from '@/api/types';
import { IconButton } from '@/shared/IconButton';
import { note } from '@/shared/toasts';

import { answer_to } from '../answering';
import { reason_of } from '../outbox';
import { own_reaction, react } from '../react';
import { use_connection } from '../use_people';

const usual = ['👍', '❤️', '😂', '😮', '😢', '🙏'];

// Beside a bubble, when it is pointed at or has the focus: answer to it, react to it.
export function BubbleActions({ message, connection_id }: { message: Message; connection_id: string }) {
  const { t } = useTranslation();
  const [choosing, set_choosing] = useState(false);
  const can = use_connection(connection_id)?.capabilities;
  const known = message.status !== 'queued' && message.status !== 'failed' && message.status !== 'unknown';
  if (!known || message.deleted_at) return null;
  const choose = (emoji: string) => {
    set_choosing(false);
    react(message, emoji).catch((error: unknown) => {
      const reason = reason_of(error);
      note(t('message.react_refused'), { kind: 'problem', detail: [reason.message, reason.next_step].filter(Boolean).join(' ') });
    });
  };
  const mine = own_reaction(message);
  return (
    <div className={`flex items-center opacity-0 transition-opacity group-focus-within/bubble:opacity-100 group-hover/bubble:opacity-100 ${choosing ? 'opacity-100' : ''}`}>
      {choosing && (
        <div role="group" aria-label={t('message.react')} className="flex animate-rise rounded-full bg-raised px-1 shadow-raised">
          {usual.map((emoji) => (
            <button
              key={emoji}
              type="button"
              aria-pressed={mine === emoji}
              onClick={() => choose(emoji)}
              className="inline-flex size-8 items-center justify-center rounded-full text-lg hover:bg-hover aria-pressed:bg-accent-soft"
            >
              {emoji}
            </button>
          ))}
        </div>
      )}
      {can?.types.includes('reaction') && (
        <IconButton icon={SmilePlus} label={t('message.react')} aria-expanded={choosing} onClick={() => set_choosing(!choosing)} />
      )}
      {can?.quoting && <IconButton icon={Reply} label={t('message.answer')} onClick={() => answer_to(message.conversation_id, message)} />}
    </div>
  );
}
