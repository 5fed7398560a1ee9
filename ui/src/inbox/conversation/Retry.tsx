import { ArrowDown, ArrowUp, ChevronDown, RotateCcw } from 'lucide-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { Message } from '@/api/types';
import { note } from '@/shared/toasts';

import { reason_of } from '../outbox';
import { reason_text } from '../reason_text';
import { may_be_sent_again, send_again } from '../send_again';
import { use_place } from '../use_place';
import { Attempts } from './Attempts';
import { FailureButton } from './FailureButton';

// Under a message that failed or that sends another again: the way to the other one, the attempts at the provider, and
// "Send again" as long as that is the thing to do.
export function Retry({ message }: { message: Message }) {
  const { t } = useTranslation();
  const { open } = use_place();
  const [listed, set_listed] = useState(false);
  const { busy, run } = use_send_again(message);
  const small = 'size-3.5';
  const go = (id: string) => () => open(message.conversation_id, id);
  return (
    <div className="mt-1.5 text-xs">
      <div className="flex flex-wrap justify-end gap-1">
        {message.retry_of && <FailureButton icon={<ArrowUp aria-hidden className={small} />} label={t('conversation.retry_of')} run={go(message.retry_of)} />}
        <FailureButton
          icon={<ChevronDown aria-hidden className={`${small} transition-transform ${listed ? 'rotate-180' : ''}`} />}
          label={t('attempts.show')}
          expanded={listed}
          run={() => set_listed(!listed)}
        />
        {may_be_sent_again(message) && <FailureButton icon={<RotateCcw aria-hidden className={small} />} label={t('conversation.send_again')} disabled={busy} run={run} />}
        {message.retried_by && <FailureButton icon={<ArrowDown aria-hidden className={small} />} label={t('conversation.sent_again')} run={go(message.retried_by)} />}
      </div>
      {listed && <Attempts message={message} />}
    </div>
  );
}

function use_send_again(message: Message) {
  const { t } = useTranslation();
  const key = useRef('');
  const [busy, set_busy] = useState(false);
  const run = () => {
    key.current ||= crypto.randomUUID();
    set_busy(true);
    send_again(message, key.current)
      .catch((error: unknown) => {
        const { code, message: why, next_step } = reason_of(error);
        const shown = reason_text(t, { reason: code, message: why, next_step: next_step ?? '' });
        note(t('conversation.send_again_refused'), { kind: 'problem', detail: [shown.why, shown.next].filter(Boolean).join(' ') });
      })
      .finally(() => set_busy(false));
  };
  return { busy, run };
}
