import { RotateCcw, Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';

import type { Message } from '@/api/types';

import { discard, try_again } from '../outbox';
import { reason_text } from '../reason_text';
import type { Outgoing } from '../state';

interface FailureProps {
  message: Message;
  outgoing: Outgoing | null;
}

// Why a reply did not go out and what to do. One that the server refused is still here, to be tried again or thrown away.
export function Failure({ message, outgoing }: FailureProps) {
  const { t } = useTranslation();
  const { why, next } = reason_text(t, message.error);
  return (
    <div className="mt-1 max-w-[min(24rem,82%)] rounded-lg bg-bad-soft px-3 py-2 text-xs">
      <p className="font-medium text-bad">{why}</p>
      {next && <p className="text-ink-soft">{next}</p>}
      {outgoing && (
        <div className="mt-1.5 flex justify-end gap-1">
          <FailureButton icon={<Trash2 aria-hidden className="size-3.5" />} label={t('conversation.discard')} run={() => discard(outgoing.client_key)} />
          <FailureButton icon={<RotateCcw aria-hidden className="size-3.5" />} label={t('conversation.try_again')} run={() => try_again(outgoing.client_key)} />
        </div>
      )}
    </div>
  );
}

function FailureButton({ icon, label, run }: { icon: React.ReactNode; label: string; run: () => void }) {
  return (
    <button type="button" onClick={run} className="inline-flex h-7 items-center gap-1 rounded-md px-2 font-medium text-ink hover:bg-hover max-md:h-10">
      {icon}
      {label}
    </button>
  );
}
