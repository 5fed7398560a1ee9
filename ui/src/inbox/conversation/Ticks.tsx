import { Ban, Check, CheckCheck, CircleAlert, CircleHelp, Clock3, type LucideIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';

import type { MessageStatus } from '@/api/types';

const looks: Record<MessageStatus, { icon: LucideIcon; colour: string } | null> = {
  received: null,
  queued: { icon: Clock3, colour: '' },
  unknown: { icon: CircleHelp, colour: 'text-warn' },
  sent: { icon: Check, colour: '' },
  delivered: { icon: CheckCheck, colour: '' },
  read: { icon: CheckCheck, colour: 'text-read' },
  played: { icon: CheckCheck, colour: 'text-read' },
  failed: { icon: CircleAlert, colour: 'text-bad' },
  deleted: { icon: Ban, colour: '' },
};

// How far a message of ours has come: clock, one tick, two, two blue, or a red mark.
export function Ticks({ status }: { status: MessageStatus }) {
  const { t } = useTranslation();
  const look = looks[status];
  if (!look) return null;
  return (
    <look.icon
      role="img"
      aria-label={t(`status.${status}`)}
      data-status={status}
      className={`size-3.5 shrink-0 ${look.colour}`}
      strokeWidth={2.25}
    />
  );
}
