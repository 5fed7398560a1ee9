import { Download, FileText } from 'lucide-react';
import { useTranslation } from 'react-i18next';

interface DocumentCardProps {
  url: string;
  name: string;
  mime: string;
  size: number | undefined;
}

export function readable_size(bytes: number, language: string): string {
  const unit = bytes >= 1e6 ? 'megabyte' : bytes >= 1e3 ? 'kilobyte' : 'byte';
  const value = bytes / { megabyte: 1e6, kilobyte: 1e3, byte: 1 }[unit];
  return new Intl.NumberFormat(language, { style: 'unit', unit, maximumFractionDigits: value < 10 && unit === 'megabyte' ? 1 : 0 }).format(value);
}

// A named download link with what it is and how large.
export function DocumentCard({ url, name, mime, size }: DocumentCardProps) {
  const { t, i18n } = useTranslation();
  const ending = name.includes('.') ? name.split('.').at(-1)!.toUpperCase().slice(0, 5) : (mime.split('/')[1] ?? '').toUpperCase().slice(0, 5);
  return (
    <a
      href={url}
      download={url.startsWith('/') ? name : undefined}
      target={url.startsWith('/') ? undefined : '_blank'}
      rel="noreferrer noopener"
      aria-label={t('message.download', { name })}
      className="my-0.5 flex w-64 max-w-full items-center gap-2.5 rounded-md bg-canvas/60 p-2 hover:bg-hover"
    >
      <span aria-hidden className="inline-flex size-10 shrink-0 items-center justify-center rounded-md bg-accent-soft text-accent">
        <FileText className="size-5" />
      </span>
      <span className="min-w-0 flex-1">
        <span className="block truncate text-sm font-medium">{name}</span>
        <span className="block text-xs text-ink-soft">{[ending, size && readable_size(size, i18n.language)].filter(Boolean).join(' · ')}</span>
      </span>
      <Download aria-hidden className="size-4 shrink-0 text-ink-faint" />
    </a>
  );
}
