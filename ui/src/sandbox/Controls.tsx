import { useTranslation } from 'react-i18next';

import type { Customer } from '@/api/sandbox';

import { Choice } from './Choice';
import { Faults } from './Faults';
import { use_presence } from './use_presence';
import type { SandboxPlay } from './use_sandbox';

interface ControlsProps {
  play: SandboxPlay;
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

// Which number the customer writes to and what the world is like: the phone in front of them or not, the time, and the weather on the wires.
export function Controls({ play, customer, ago_seconds, onAgo }: ControlsProps) {
  const { t } = useTranslation();
  const set_presence = use_presence(customer);
  return (
    <div className="space-y-5 px-5 py-4">
      {play.numbers.length > 1 && (
        <fieldset>
          <legend className="pb-2 text-sm font-medium">{t('sandbox.number')}</legend>
          <div className="flex flex-wrap gap-1.5">
            {play.numbers.map(({ number_id, display_name }) => (
              <Choice key={number_id} label={display_name} pressed={number_id === play.number?.number_id} onPress={() => play.choose_number(number_id)} />
            ))}
          </div>
        </fieldset>
      )}
      <div className="space-y-3">
        <Switch
          name={t('sandbox.in_front', { name: customer.name })}
          hint={t('sandbox.in_front_hint')}
          checked={customer.reads_at_once}
          onChange={(reads_at_once) => set_presence({ reads_at_once })}
        />
        <Switch
          name={t('sandbox.online', { name: customer.name })}
          hint={t('sandbox.online_hint')}
          checked={customer.online}
          onChange={(online) => set_presence({ online })}
        />
      </div>
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

interface SwitchProps {
  name: string;
  hint: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
}

function Switch({ name, hint, checked, onChange }: SwitchProps) {
  return (
    <label className="flex cursor-pointer items-start gap-3">
      <input type="checkbox" checked={checked} onChange={(event) => onChange(event.target.checked)} className="mt-0.5 size-4 shrink-0" />
      <span>
        <span className="block text-sm font-medium">{name}</span>
        <span className="block text-xs text-ink-faint">{hint}</span>
      </span>
    </label>
  );
}
