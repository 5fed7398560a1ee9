import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Columns2, PlugZap } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { sandbox_query } from '@/api/sandbox';
import { set_dock } from '@/inbox/dock';
import { Button } from '@/shared/Button';
import { EmptyState } from '@/shared/EmptyState';
import { beyond_phone, use_media, wide } from '@/shared/use_media';

import { Controls } from './Controls';
import { Customers } from './Customers';
import { NoCustomer } from './NoCustomer';
import { Phone } from './Phone';
import { use_sandbox } from './use_sandbox';

export default function SandboxPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { data: sandbox } = useQuery(sandbox_query);
  const play = use_sandbox();
  const [ago_seconds, set_ago] = useState(0);
  const is_wide = use_media(wide);
  const beside = use_media(beyond_phone);
  if (sandbox && !sandbox.enabled) {
    return (
      <main className="h-full">
        <EmptyState icon={PlugZap} title={t('sandbox.off_title')} text={t('sandbox.off_text')} />
      </main>
    );
  }
  const open_beside = () => {
    set_dock(true);
    void navigate({ to: '/inbox' });
  };
  return (
    <main className="flex h-full flex-col overflow-y-auto bg-sunken lg:overflow-hidden">
      <header className="flex shrink-0 items-center gap-4 border-b border-line bg-surface px-5 py-3 max-md:px-4">
        <div className="min-w-0 flex-1">
          <h1 className="text-lg font-semibold tracking-tight">{t('sandbox.title')}</h1>
          <p className="text-sm text-pretty text-ink-faint">{t('sandbox.intro')}</p>
        </div>
        {is_wide && (
          <Button onClick={open_beside}>
            <Columns2 aria-hidden className="size-4" />
            {t('sandbox.beside')}
          </Button>
        )}
      </header>
      <div className="flex min-h-0 flex-1 max-lg:flex-col">
        <Customers play={play} column={is_wide} />
        <div className="flex min-w-0 flex-1 items-center justify-center p-6 max-lg:flex-none max-md:p-0">
          {play.customer && play.number ? (
            <Phone key={`${play.customer.id} ${play.number.number_id}`} customer={play.customer} number={play.number} ago_seconds={ago_seconds} onSent={() => set_ago(0)} frame={beside} />
          ) : (
            <NoCustomer play={play} />
          )}
        </div>
        {play.customer && (
          <div className="w-80 shrink-0 overflow-y-auto border-l border-line bg-surface max-lg:w-full max-lg:border-t max-lg:border-l-0">
            <Controls play={play} customer={play.customer} ago_seconds={ago_seconds} onAgo={set_ago} />
          </div>
        )}
      </div>
    </main>
  );
}
