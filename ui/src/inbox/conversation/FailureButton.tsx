interface FailureButtonProps {
  icon: React.ReactNode;
  label: string;
  run: () => void;
  disabled?: boolean;
  expanded?: boolean; // of one that shows more
}

// Something to do about a message that did not arrive.
export function FailureButton({ icon, label, run, disabled, expanded }: FailureButtonProps) {
  return (
    <button
      type="button"
      onClick={run}
      disabled={disabled}
      aria-expanded={expanded}
      className="inline-flex h-7 items-center gap-1 rounded-md px-2 font-medium text-ink hover:bg-hover disabled:opacity-50 max-md:h-10"
    >
      {icon}
      {label}
    </button>
  );
}
