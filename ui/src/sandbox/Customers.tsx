import { useTranslation } from 'react-i18next';

import { colour_key } from '@/inbox/naming';
import { Avatar } from '@/shared/Avatar';
import { readable_phone } from '@/shared/phone_number';

import { AddCustomer } from './AddCustomer';
import type { SandboxPlay } from './use_sandbox';

// Whom to play: a column where there is room, else a row to swipe.
export function Customers({ play, column }: { play: SandboxPlay; column: boolean }) {
  const { t } = useTranslation();
  const { customers = [], customer, choose } = play;
  if (customers.length === 0 && !column) return null;
  return (
    <section
      aria-label={t('sandbox.customers')}
      className={
        column
          ? 'flex w-64 shrink-0 flex-col gap-0.5 overflow-y-auto border-r border-line bg-surface p-2'
          : 'flex shrink-0 items-center gap-1 overflow-x-auto border-b border-line bg-surface p-2'
      }
    >
      {customers.map(({ id, name, phone }) => (
        <button
          key={id}
          type="button"
          aria-pressed={id === customer?.id}
          ref={(node) => {
            if (id === customer?.id) node?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
          }}
          onClick={() => choose(id)}
          className={`focus-inside flex shrink-0 items-center gap-2.5 rounded-md text-left hover:bg-hover aria-pressed:bg-accent-soft ${column ? 'p-2' : 'h-10 pr-3 pl-2'}`}
        >
          <Avatar id={colour_key({ id, phone })} name={name} size={column ? 'md' : 'sm'} />
          <span className="min-w-0">
            <span className="block truncate text-sm font-medium">{name}</span>
            {column && phone && <span className="tabular block truncate text-xs text-ink-faint">{readable_phone(phone)}</span>}
          </span>
        </button>
      ))}
      {customers.length > 0 && (
        <span className="shrink-0">
          <AddCustomer onAdded={choose} quiet />
        </span>
      )}
    </section>
  );
}
