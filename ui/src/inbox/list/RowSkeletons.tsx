import { useTranslation } from 'react-i18next';

const widths = ['w-32', 'w-24', 'w-36', 'w-28', 'w-20', 'w-32', 'w-28'];

export function RowSkeletons() {
  const { t } = useTranslation();
  return (
    <div className="min-h-0 flex-1 overflow-hidden">
      <p role="status" className="sr-only">
        {t('common.loading')}
      </p>
      {widths.map((width, at) => (
        <div key={at} aria-hidden className="flex h-[4.5rem] animate-shimmer items-center gap-3 border-b border-line/60 px-4">
          <span className="size-10 shrink-0 rounded-full bg-pressed" />
          <span className="flex-1 space-y-2">
            <span className={`block h-3 rounded-sm bg-pressed ${width}`} />
            <span className="block h-3 w-4/5 rounded-sm bg-hover" />
          </span>
        </div>
      ))}
    </div>
  );
}
