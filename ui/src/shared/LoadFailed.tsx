import { CloudOff } from 'lucide-react';
import { useTranslation } from 'react-i18next';

import { Button } from './Button';
import { EmptyState } from './EmptyState';

export function LoadFailed({ text, retry }: { text: string; retry: () => void }) {
  const { t } = useTranslation();
  return (
    <div role="alert" className="min-h-0 flex-1">
      <EmptyState icon={CloudOff} title={text} text={t('error.unreachable')}>
        <Button onClick={retry}>{t('common.retry')}</Button>
      </EmptyState>
    </div>
  );
}
