interface ChoiceProps {
  label: string;
  pressed: boolean;
  onPress: () => void;
}

// One of a row of small switches.
export function Choice({ label, pressed, onPress }: ChoiceProps) {
  return (
    <button
      type="button"
      aria-pressed={pressed}
      onClick={onPress}
      className="h-7 rounded-full border border-line px-2.5 text-xs font-medium text-ink-soft transition-colors hover:bg-hover hover:text-ink aria-pressed:border-accent aria-pressed:bg-accent-soft aria-pressed:text-accent max-md:h-10 max-md:px-3.5 max-md:text-sm"
    >
      {label}
    </button>
  );
}
