import type { LucideIcon } from 'lucide-react';
import type { ButtonHTMLAttributes, Ref } from 'react';

import { Hint } from './Hint';

interface IconButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  icon: LucideIcon;
  label: string;
  shortcut?: string;
  active?: boolean;
  side?: 'top' | 'right' | 'bottom' | 'left';
  ref?: Ref<HTMLButtonElement>;
}

// A button that is only a picture: its name is read aloud and shown when pointed at.
export function IconButton({ icon: Icon, label, shortcut, active, side, className = '', ...rest }: IconButtonProps) {
  return (
    <Hint text={label} shortcut={shortcut} side={side}>
      <button
        type="button"
        aria-label={label}
        className={`inline-flex size-8 shrink-0 items-center justify-center rounded-md transition-colors hover:bg-hover hover:text-ink disabled:opacity-50 max-md:size-10 ${active ? 'bg-accent-soft text-accent' : 'text-ink-soft'} ${className}`}
        {...rest}
      >
        <Icon aria-hidden className="size-[1.125rem]" strokeWidth={1.75} />
      </button>
    </Hint>
  );
}
