import { useId, type ReactNode } from 'react';

interface FieldProps {
  label: string;
  hint?: string;
  problem: string | undefined | false;
  beside?: ReactNode; // a button inside the field's end
  children: (field: { id: string; className: string; 'aria-invalid': boolean; 'aria-describedby': string | undefined }) => ReactNode;
}

// A labelled input with what is wrong about it.
export function Field({ label, hint, problem, beside, children }: FieldProps) {
  const id = useId();
  const note = problem || hint;
  return (
    <div>
      <label htmlFor={id} className="block pb-1.5 text-sm font-medium">
        {label}
      </label>
      <div className="relative">
        {children({
          id,
          'aria-invalid': Boolean(problem),
          'aria-describedby': note ? `${id}note` : undefined,
          className: `h-10 w-full rounded-md border border-line-strong bg-surface px-3 text-base aria-invalid:border-bad max-md:h-12 max-md:text-lg ${beside ? 'pr-12' : ''}`,
        })}
        {beside && <span className="absolute top-1/2 right-1 -translate-y-1/2">{beside}</span>}
      </div>
      {note && (
        <p id={`${id}note`} className={`pt-1 text-xs ${problem ? 'text-bad' : 'text-ink-faint'}`}>
          {note}
        </p>
      )}
    </div>
  );
}
