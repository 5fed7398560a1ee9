import { Link } from '@tanstack/react-router';
import { CloudOff, Compass } from 'lucide-react';
import { useTranslation } from 'react-i18next';

import { Button } from '@/shared/Button';
import { EmptyState } from '@/shared/EmptyState';

// When a screen fails as a whole: drawn instead of it.
export function Broken() {
  const { t } = useTranslation();
  return (
    <main className="h-full">
      <EmptyState icon={CloudOff} title={t('error.title')} text={t('error.text')}>
        <Button look="primary" onClick={() => location.reload()}>
          {t('error.reload')}
        </Button>
      </EmptyState>
    </main>
  );
}

export function NotFound() {
  const { t } = useTranslation();
  return (
    <main className="h-full">
      <EmptyState icon={Compass} title={t('error.not_found_title')}>
        <Link to="/inbox" className="text-sm font-medium text-accent underline">
          {t('error.not_found_action')}
        </Link>
      </EmptyState>
    </main>
  );
}
