import type { TFunction } from 'i18next';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { list_attempts } from '@/api/inbox';
import type { Attempt, Message } from '@/api/types';
import { clock_time, full_time } from '@/shared/time';

import { reason_text } from '../reason_text';

// Every time that the provider was asked to send a message, and what it said, in plain words.
export function Attempts({ message }: { message: Message }) {
  const { t, i18n } = useTranslation();
  const [attempts, set_attempts] = useState<Attempt[] | 'failed' | null>(null);
  const { id, conversation_id, status } = message;

  useEffect(() => {
    let stopped = false;
    list_attempts(conversation_id, id)
      .then(({ items }) => !stopped && set_attempts(items))
      .catch(() => !stopped && set_attempts('failed'));
    return () => {
      stopped = true;
    };
  }, [conversation_id, id, status]);

  if (!attempts) return null;
  if (attempts === 'failed') return <p className="pt-1 text-ink-soft">{t('attempts.failed')}</p>;
  if (!attempts.length) return <p className="pt-1 text-ink-soft">{t('attempts.none')}</p>;
  return (
    <ol aria-label={t('attempts.show')} className="space-y-1 pt-1">
      {attempts.map((attempt) => (
        <li key={attempt.number} className="flex gap-2">
          <time dateTime={attempt.asked_at} title={full_time(attempt.asked_at, i18n.language)} className="tabular shrink-0 text-ink-soft">
            {clock_time(attempt.asked_at, i18n.language)}
          </time>
          <span>{words_of(t, attempt, i18n.language)}</span>
        </li>
      ))}
    </ol>
  );
}

function words_of(t: TFunction, attempt: Attempt, language: string): string {
  const code = attempt.provider_code === null ? '' : t('attempts.code', { code: attempt.provider_code });
  if (attempt.outcome === 'rejected') {
    const { why } = reason_text(t, { reason: attempt.reason ?? '', message: attempt.message, next_step: '' });
    return [`${t('attempts.rejected')}: ${why}`, code].filter(Boolean).join(' ');
  }
  if (attempt.outcome !== 'retry_later') return t(`attempts.${attempt.outcome}`);
  const cause = t(`attempts.${cause_of(attempt.reason)}`);
  return attempt.next_at ? `${cause}. ${t('attempts.next', { time: clock_time(attempt.next_at, language) })}` : cause;
}

const causes = ['unreachable', 'number_rate', 'pair_rate', 'provider_trouble'] as const;

const cause_of = (reason: string | null) => causes.find((cause) => cause === reason) ?? 'provider_trouble';
