import { RotateCcw, Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';

import type { Message } from '@/api/types';

import { discard, try_again } from '../outbox';
import { reason_text } from '../reason_text';
import type { Outgoing } from '../state';
import { FailureButton } from './FailureButton';
import { Retry } from './Retry';

interface FailureProps {
  message: Message;
  outgoing: Outgoing | null;
}

// Why a reply did not go out, or is not known to have, and what to do. One that the server refused is still here, to be
// tried again or thrown away; one that the provider refused can be sent again.
export function Failure({ message, outgoing }: FailureProps) {
  const { t } = useTranslation();
  const { why, next } = reason_text(t, message.error);
  const failed = message.status === 'failed';
  return (
    <div className={`mt-1 max-w-[min(24rem,82%)] rounded-lg px-3 py-2 text-xs ${failed ? 'bg-bad-soft' : 'bg-warn-soft'}`}>
      <p className={`font-medium ${failed ? 'text-bad' : 'text-warn'}`}>{why}</p>
      {next && !message.retried_by && <p className="text-ink-soft">{next}</p>}
      {outgoing ? (
        <div className="mt-1.5 flex justify-end gap-1">
          <FailureButton icon={<Trash2 aria-hidden className="size-3.5" />} label={t('conversation.discard')} run={() => discard(outgoing.client_key)} />
          <FailureButton icon={<RotateCcw aria-hidden className="size-3.5" />} label={t('conversation.try_again')} run={() => try_again(outgoing.client_key)} />
        </div>
      ) : (
        <Retry message={message} />
      )}
    </div>
  );
}
