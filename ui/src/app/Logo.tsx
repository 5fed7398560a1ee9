// A note with its corner folded back: a message left for someone.
export function Logo({ className = '' }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" aria-hidden className={className}>
      <rect width="32" height="32" rx="9" className="fill-accent" />
      <path d="M9 23V10.8A2.3 2.3 0 0 1 11.3 8.5h9.4A2.3 2.3 0 0 1 23 10.8v6.4a2.3 2.3 0 0 1-2.3 2.3h-7.2z" className="fill-on-accent" />
      <circle cx="16" cy="14" r="1.7" className="fill-accent" />
    </svg>
  );
}
