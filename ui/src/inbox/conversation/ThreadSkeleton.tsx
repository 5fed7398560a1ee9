import { useTranslation } from 'react-i18next';

const bubbles = ['w-56 self-start', 'w-40 self-start', 'w-64 self-end', 'w-48 self-start', 'w-72 self-end', 'w-32 self-end'];

export function ThreadSkeleton() {
  const { t } = useTranslation();
  return (
    <div className="flex min-h-0 flex-1 flex-col justify-end gap-3 p-6">
      <p role="status" className="sr-only">
        {t('common.loading')}
      </p>
      {bubbles.map((place, at) => (
        <span key={at} aria-hidden className={`h-10 max-w-[80%] animate-shimmer rounded-xl bg-pressed ${place}`} />
      ))}
    </div>
  );
}
