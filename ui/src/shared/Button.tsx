import type { ButtonHTMLAttributes, Ref } from 'react';

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  look?: 'primary' | 'plain' | 'quiet';
  ref?: Ref<HTMLButtonElement>;
}

const looks = {
  primary: 'bg-accent text-on-accent hover:bg-accent-strong',
  plain: 'bg-surface text-ink border border-line hover:bg-hover',
  quiet: 'text-ink-soft hover:bg-hover hover:text-ink',
};

export function Button({ look = 'plain', className = '', type = 'button', ...rest }: ButtonProps) {
  return (
    <button
      type={type}
      className={`inline-flex h-8 items-center justify-center gap-1.5 rounded-md px-3 text-sm font-medium whitespace-nowrap transition-colors disabled:opacity-60 max-md:h-10 ${looks[look]} ${className}`}
      {...rest}
    />
  );
}
