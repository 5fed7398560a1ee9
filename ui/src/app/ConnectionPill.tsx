import { useTranslation } from 'react-i18next';

import { use_connectivity } from '@/inbox/live';
import { Hint } from '@/shared/Hint';

const looks = {
  live: { dot: 'bg-good', text: 'text-ink-faint' },
  reconnecting: { dot: 'bg-warn animate-shimmer', text: 'text-warn bg-warn-soft' },
  offline: { dot: 'bg-bad', text: 'text-bad bg-bad-soft' },
};

// Live, reconnecting, or offline; changes are read aloud.
export function ConnectionPill() {
  const { t } = useTranslation();
  const state = use_connectivity();
  const look = looks[state];
  const pill = (
    <span className={`inline-flex h-6 items-center gap-1.5 rounded-full px-2 text-xs font-medium ${look.text}`}>
      <span aria-hidden className={`size-1.5 rounded-full ${look.dot}`} />
      {t(`live.${state}`)}
    </span>
  );
  return (
    <span role="status" data-connection={state}>
      {state === 'live' ? pill : <Hint text={t('live.offline_hint')}>{pill}</Hint>}
    </span>
  );
}
