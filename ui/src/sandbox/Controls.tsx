import { useTranslation } from 'react-i18next';

import type { Customer } from '@/api/sandbox';

import { Choice } from './Choice';
import { Faults } from './Faults';
import { use_presence } from './use_presence';

interface ControlsProps {
  customer: Customer;
  ago_seconds: number;
  onAgo: (seconds: number) => void;
}

const hour = 3600;
const dates = [
  ['when_now', 0],
  ['when_2h', 2 * hour],
  ['when_23h30', 23.5 * hour],
  ['when_25h', 25 * hour],
] as const;

// What the customer's world is like: the phone in front of them or not, the time, and the weather on the wires.
export function Controls({ customer, ago_seconds, onAgo }: ControlsProps) {
  const { t } = useTranslation();
  const { in_front, set_in_front } = use_presence(customer.id);
  return (
    <div className="space-y-5 px-5 py-4">
      <label className="flex cursor-pointer items-start gap-3">
        <input type="checkbox" checked={in_front} onChange={(event) => set_in_front(event.target.checked)} className="mt-0.5 size-4 shrink-0" />
        <span>
          <span className="block text-sm font-medium">{t('sandbox.in_front', { name: customer.name })}</span>
          <span className="block text-xs text-ink-faint">{t('sandbox.in_front_hint')}</span>
        </span>
      </label>
      <fieldset>
        <legend className="text-sm font-medium">{t('sandbox.when')}</legend>
        <p className="pb-2 text-xs text-ink-faint">{t('sandbox.when_hint')}</p>
        <div className="flex flex-wrap gap-1.5">
          {dates.map(([name, seconds]) => (
            <Choice key={name} label={t(`sandbox.${name}`)} pressed={ago_seconds === seconds} onPress={() => onAgo(seconds)} />
          ))}
        </div>
      </fieldset>
      <Faults />
    </div>
  );
}
