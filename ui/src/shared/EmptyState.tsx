import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

interface EmptyStateProps {
  icon: LucideIcon;
  title: string;
  text?: string;
  children?: ReactNode; // what to do next
}

export function EmptyState({ icon: Icon, title, text, children }: EmptyStateProps) {
  return (
    <div className="flex h-full flex-col items-center justify-center gap-1 px-8 py-10 text-center">
      <span aria-hidden className="mb-3 inline-flex size-12 items-center justify-center rounded-2xl bg-accent-soft text-accent">
        <Icon className="size-6" strokeWidth={1.5} />
      </span>
      <p className="text-base font-semibold">{title}</p>
      {text && <p className="max-w-72 text-sm text-pretty text-ink-faint">{text}</p>}
      {children && <div className="mt-4 flex flex-wrap justify-center gap-2">{children}</div>}
    </div>
  );
}
