import { UserRoundPlus } from 'lucide-react';
import { useTranslation } from 'react-i18next';

import { EmptyState } from '@/shared/EmptyState';

import { AddCustomer } from './AddCustomer';
import type { SandboxPlay } from './use_sandbox';

export function NoCustomer({ play }: { play: SandboxPlay }) {
  const { t } = useTranslation();
  if (!play.customers) return null;
  return (
    <EmptyState icon={UserRoundPlus} title={t('sandbox.no_customer_title')} text={t('sandbox.no_customer_text')}>
      <AddCustomer onAdded={play.choose} />
    </EmptyState>
  );
}
