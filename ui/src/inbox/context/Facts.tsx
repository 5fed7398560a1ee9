import { Check, Copy } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

interface FactsProps {
  title: string;
  heading: 'h2' | 'h3';
  children: ReactNode;
}

export function Facts({ title, heading: Heading, children }: FactsProps) {
  return (
    <section className="border-t border-line px-5 py-4">
      <Heading className="pb-2 text-xs font-semibold text-ink-faint">{title}</Heading>
      <dl className="space-y-3">{children}</dl>
    </section>
  );
}

interface FactProps {
  name: string;
  value: string;
  copy?: string | null;
  mono?: boolean;
}

export function Fact({ name, value, copy, mono = false }: FactProps) {
  return (
    <div className="group">
      <dt className="text-xs text-ink-faint">{name}</dt>
      <dd className={`relative text-sm break-words whitespace-pre-line ${mono ? 'font-mono text-xs' : ''} ${copy ? 'pr-8' : ''}`}>
        {value}
        {copy && <CopyButton what={name} text={copy} />}
      </dd>
    </div>
  );
}

function CopyButton({ what, text }: { what: string; text: string }) {
  const { t } = useTranslation();
  const [copied, set_copied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    set_copied(true);
    setTimeout(() => set_copied(false), 1_500);
  };
  return (
    <button
      type="button"
      aria-label={copied ? t('context.copied') : t('context.copy', { what })}
      onClick={() => void copy().catch(() => undefined)}
      className="absolute -top-1 right-0 inline-flex size-7 items-center justify-center rounded-md text-ink-faint opacity-0 transition-opacity group-hover:opacity-100 hover:bg-hover focus-visible:opacity-100 max-md:-top-3 max-md:size-10 max-md:opacity-100"
    >
      {copied ? <Check aria-hidden className="size-3.5 text-good" /> : <Copy aria-hidden className="size-3.5" />}
    </button>
  );
}
