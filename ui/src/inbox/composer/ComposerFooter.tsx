import { TimerReset } from 'lucide-react';
import { useTranslation } from 'react-i18next';

import type { Connection } from '@/api/types';
import { readable_phone } from '@/shared/phone_number';
import { hours_and_minutes } from '@/shared/time';

import { closes_soon, type ServiceWindow } from '../window';

interface ComposerFooterProps {
  connection: Connection | undefined;
  window: ServiceWindow;
}

// Whom the reply goes out as, and how long replies are still free.
export function ComposerFooter({ connection, window }: ComposerFooterProps) {
  const { t } = useTranslation();
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-0.5 border-t border-line px-4 py-1.5 text-xs text-ink-faint max-md:px-3">
      {connection && <span className="truncate">{t('composer.goes_out_as', { number: `${connection.display_name} · ${readable_phone(connection.phone)}` })}</span>}
      {window.state === 'open' && (
        <span className={`tabular ml-auto inline-flex items-center gap-1 ${closes_soon(window) ? 'font-medium text-warn' : ''}`}>
          {closes_soon(window) && <TimerReset aria-hidden className="size-3.5" />}
          {window_text(t, window.left_ms)}
        </span>
      )}
    </div>
  );
}

function window_text(t: ReturnType<typeof useTranslation>['t'], left_ms: number): string {
  const { hours, minutes } = hours_and_minutes(left_ms);
  if (hours === 0) return t('composer.window_open_minutes', { minutes });
  return t('composer.window_open', { hours, minutes: String(minutes).padStart(2, '0') });
}
