import { Link } from '@tanstack/react-router';
import { CloudOff, Compass } from 'lucide-react';
import { useTranslation } from 'react-i18next';

import { Refused, Unreachable } from '@/api/problem';
import { Button } from '@/shared/Button';
import { EmptyState } from '@/shared/EmptyState';

// When a screen fails as a whole: drawn instead of it.
export function Broken({ error }: { error: unknown }) {
  const { t } = useTranslation();
  const unreachable = error instanceof Unreachable || (error instanceof Refused && error.problem.status >= 500);
  return (
    <main className="h-full">
      <EmptyState icon={CloudOff} title={unreachable ? t('sign_in.unreachable') : t('error.title')}
        text={unreachable ? t('sign_in.unreachable_next') : t('error.text')}
      >
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
