import { ExternalLink, MapPin } from 'lucide-react';
import { useTranslation } from 'react-i18next';

import type { MessageContent } from '@/api/types';

type Location = NonNullable<MessageContent['location']>;

// A place, drawn without asking anybody for a map: who looks at a customer's address is nobody else's business.
export function LocationCard({ location }: { location: Location }) {
  const { t, i18n } = useTranslation();
  const { latitude, longitude, name, address } = location;
  const degrees = new Intl.NumberFormat(i18n.language, { minimumFractionDigits: 4, maximumFractionDigits: 5 });
  return (
    <div className="w-64 max-w-full py-0.5">
      <div aria-hidden className="relative h-24 overflow-hidden rounded-md bg-accent-soft">
        <svg viewBox="0 0 256 96" preserveAspectRatio="xMidYMid slice" className="absolute inset-0 size-full text-accent-line" fill="none" stroke="currentColor">
          <path d="M-8 70 C 60 40, 90 90, 150 58 S 240 30, 270 48" strokeWidth="7" />
          <path d="M40 -8 C 52 30, 40 60, 70 104 M120 -8 L 132 104 M190 -8 C 182 40, 210 60, 200 104 M-8 24 L 264 14" strokeWidth="3" />
        </svg>
        <MapPin className="absolute top-1/2 left-1/2 size-8 -translate-x-1/2 -translate-y-full fill-accent text-surface" />
      </div>
      {name && <p className="wrap-text pt-1.5 text-sm font-semibold">{name}</p>}
      {address && <p className="wrap-text text-xs text-ink-soft">{address}</p>}
      <p className="flex flex-wrap items-center gap-x-2 pt-0.5 text-xs text-ink-faint">
        <span className="tabular">{`${degrees.format(latitude)}, ${degrees.format(longitude)}`}</span>
        <a
          href={`https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=16/${latitude}/${longitude}`}
          target="_blank"
          rel="noreferrer noopener"
          className="inline-flex items-center gap-1 font-medium text-accent hover:underline"
        >
          {t('message.open_map')}
          <ExternalLink aria-hidden className="size-3" />
        </a>
      </p>
    </div>
  );
}
