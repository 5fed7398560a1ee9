import { ChevronDown, ChevronUp, X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { set_dock } from '@/inbox/dock';
import { IconButton } from '@/shared/IconButton';

import { Controls } from './Controls';
import { Customers } from './Customers';
import { NoCustomer } from './NoCustomer';
import { Phone } from './Phone';
import { use_sandbox } from './use_sandbox';

// The phone beside the inbox: a newcomer sees both ends of the conversation at once.
export default function SandboxDock() {
  const { t } = useTranslation();
  const play = use_sandbox();
  const [ago_seconds, set_ago] = useState(0);
  const [controls, set_controls] = useState(false);
  const Arrow = controls ? ChevronDown : ChevronUp;
  return (
    <aside aria-label={t('sandbox.title')} className="flex w-[25rem] shrink-0 flex-col border-l border-line bg-canvas">
      <header className="flex h-14 shrink-0 items-center justify-between border-b border-line bg-surface pr-2 pl-5">
        <h2 className="text-base font-semibold">{t('sandbox.title')}</h2>
        <IconButton icon={X} label={t('sandbox.put_away')} onClick={() => set_dock(false)} />
      </header>
      <Customers play={play} column={false} />
      <div className="flex min-h-0 flex-1 items-center justify-center px-5 py-4">
        {play.customer && play.number ? (
          <Phone key={`${play.customer.id} ${play.number.number_id}`} customer={play.customer} number={play.number} ago_seconds={ago_seconds} onSent={() => set_ago(0)} frame />
        ) : (
          <NoCustomer play={play} />
        )}
      </div>
      {play.customer && (
        <div className={`flex min-h-0 shrink-0 flex-col border-t border-line bg-surface ${controls ? 'max-h-[42%]' : ''}`}>
          <button
            type="button"
            aria-expanded={controls}
            onClick={() => set_controls(!controls)}
            className="focus-inside flex h-10 shrink-0 items-center justify-between px-5 text-sm font-medium hover:bg-hover"
          >
            {t('sandbox.controls')}
            <Arrow aria-hidden className="size-4 text-ink-faint" />
          </button>
          {controls && (
            <div className="min-h-0 overflow-y-auto">
              <Controls play={play} customer={play.customer} ago_seconds={ago_seconds} onAgo={set_ago} />
            </div>
          )}
        </div>
      )}
    </aside>
  );
}
