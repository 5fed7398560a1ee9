import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';

import { Refused } from '@/api/problem';

const seconds_per_minute = 60;
const usual_wait_seconds = 15 * seconds_per_minute;

// Why signing in failed, what to do, and the code by which Logs know it.
export function ProblemNote({ error }: { error: Error | null }) {
  const { t } = useTranslation();
  if (!error) return null;
  const { title, next, code } = worded(t, error);
  return (
    <div role="alert" className="rounded-md bg-bad-soft px-3 py-2.5 text-sm">
      <p className="font-medium text-bad">{title}</p>
      <p className="text-ink-soft">{next}</p>
      {code && <p className="pt-1 text-xs text-ink-faint">{t('common.code', { code })}</p>}
    </div>
  );
}

function worded(t: TFunction, error: Error): { title: string; next: string; code: string | null } {
  if (!(error instanceof Refused)) return { title: t('sign_in.unreachable'), next: t('sign_in.unreachable_next'), code: null };
  const { problem } = error;
  if (problem.status === 429) {
    const minutes = Math.ceil((problem.retry_after_seconds ?? usual_wait_seconds) / seconds_per_minute);
    return { title: t('sign_in.too_many'), next: t('sign_in.too_many_next', { count: minutes }), code: problem.code };
  }
  if (problem.status === 401) return { title: t('sign_in.wrong'), next: t('sign_in.wrong_next'), code: problem.code };
  if (problem.status >= 500) return { title: t('sign_in.unreachable'), next: t('sign_in.unreachable_next'), code: problem.code };
  return { title: problem.detail ?? problem.title, next: problem.next_step ?? '', code: problem.code };
}
