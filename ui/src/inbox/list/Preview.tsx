import { Clock3 } from 'lucide-react';
import { useTranslation } from 'react-i18next';

import type { Conversation } from '@/api/types';

import { Ticks } from '../conversation/Ticks';
import { use_inbox } from '../store';
import { type_icon } from '../type_icon';

// The newest message in one line: how far it got when it is ours, what it is, what it says.
export function Preview({ conversation, strong }: { conversation: Conversation; strong: boolean }) {
  const { t } = useTranslation();
  const { last_message: last } = conversation;
  const pending = use_inbox((state) => state.outbox.some((outgoing) => outgoing.client_key === last.id));
  const status = use_inbox((state) => {
    const newest = state.threads[conversation.id]?.messages.at(-1);
    return newest?.id === last.id ? newest.status : undefined;
  });
  const Icon = last.type === 'text' ? null : type_icon[last.type];
  return (
    <span className={`flex min-w-0 flex-1 items-center gap-1 text-sm ${strong ? 'text-ink' : 'text-ink-faint'}`}>
      {last.direction === 'outbound' &&
        (pending ? (
          <Clock3 aria-label={t('status.queued')} role="img" className="size-3.5 shrink-0" />
        ) : (
          <Ticks status={status ?? last.status} />
        ))}
      {Icon && <Icon aria-hidden className="size-3.5 shrink-0" />}
      <span className="truncate">{last.preview || t(`type.${last.type}`)}</span>
    </span>
  );
}
