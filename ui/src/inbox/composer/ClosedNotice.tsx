import { Lock } from 'lucide-react';

export function ClosedNotice({ title, why }: { title: string; why?: string }) {
  return (
    <div role="note" className="flex gap-3 px-4 py-3">
      <Lock aria-hidden className="mt-0.5 size-4 shrink-0 text-warn" />
      <div>
        <p className="text-sm font-semibold">{title}</p>
        {why && <p className="text-sm text-pretty text-ink-faint">{why}</p>}
      </div>
    </div>
  );
}
