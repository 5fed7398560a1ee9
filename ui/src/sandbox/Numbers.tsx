import { useTranslation } from 'react-i18next';

import type { SandboxPlay } from './use_sandbox';

const names: Record<string, string> = { meta: 'Meta', twilio: 'Twilio', kapso: 'Kapso' };

// Which of the business's numbers the customer writes to: one at each provider that the simulator plays.
export function Numbers({ play }: { play: SandboxPlay }) {
  const { t } = useTranslation();
  const { numbers, number, choose_number } = play;
  if (numbers.length < 2) return null;
  return (
    <div role="group" aria-label={t('sandbox.numbers')} className="flex shrink-0 gap-0.5 rounded-md bg-sunken p-0.5">
      {numbers.map(({ number_id, provider }) => (
        <button
          key={number_id}
          type="button"
          aria-pressed={number_id === number?.number_id}
          onClick={() => choose_number(number_id)}
          className="h-8 rounded px-3 text-sm font-medium text-ink-soft hover:bg-hover aria-pressed:bg-surface aria-pressed:text-ink"
        >
          {names[provider] ?? provider}
        </button>
      ))}
    </div>
  );
}
