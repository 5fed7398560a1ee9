// What the forms of the composer are made of.
import { Plus, Trash2 } from 'lucide-react';
import type { FormEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { Button } from '@/shared/Button';
import { Field } from '@/shared/Field';
import { IconButton } from '@/shared/IconButton';

export const characters = (text: string): number => [...text].length;

interface TextProps {
  label: string;
  value: string;
  change: (value: string) => void;
  most?: number; // characters
  lines?: boolean;
  hint?: string;
  numeric?: boolean;
}

// A text with its limit: said while it is written, never cut.
export function Text({ label, value, change, most = 0, lines = false, hint, numeric = false }: TextProps) {
  const { t } = useTranslation();
  const over = most ? characters(value) - most : 0;
  const near = most > 0 && most - characters(value) <= Math.max(5, most / 10);
  const problem = over > 0 && t('composer.over', { count: over });
  return (
    <Field label={label} hint={near ? t('composer.left', { count: most - characters(value) }) : hint} problem={problem}>
      {(field) =>
        lines ? (
          <textarea {...field} rows={3} value={value} onChange={(event) => change(event.target.value)} className={`${field.className} h-auto resize-y py-2`} />
        ) : (
          <input {...field} value={value} inputMode={numeric ? 'decimal' : undefined} autoComplete="off" onChange={(event) => change(event.target.value)} />
        )
      }
    </Field>
  );
}

interface FormFrameProps {
  ready: boolean;
  submit: () => void;
  children: ReactNode;
}

export function FormFrame({ ready, submit, children }: FormFrameProps) {
  const { t } = useTranslation();
  const on_submit = (event: FormEvent) => {
    event.preventDefault();
    event.stopPropagation();
    if (ready) submit();
  };
  return (
    <form onSubmit={on_submit} className="space-y-3 pt-3">
      {children}
      <div className="flex justify-end pt-1">
        <Button type="submit" look="primary" disabled={!ready}>
          {t('composer.send')}
        </Button>
      </div>
    </form>
  );
}

// One of several entries, with the way to take it out.
export function Entry({ name, remove, children }: { name: string; remove: (() => void) | null; children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <fieldset className="flex items-start gap-1 rounded-md border border-line p-2.5">
      <legend className="px-1 text-xs font-medium text-ink-faint">{name}</legend>
      <div className="min-w-0 flex-1 space-y-2">{children}</div>
      {remove && <IconButton icon={Trash2} label={t('attach.remove', { name })} onClick={remove} />}
    </fieldset>
  );
}

export function AddButton({ label, add }: { label: string; add: () => void }) {
  return (
    <Button look="quiet" onClick={add}>
      <Plus aria-hidden className="size-4" />
      {label}
    </Button>
  );
}
