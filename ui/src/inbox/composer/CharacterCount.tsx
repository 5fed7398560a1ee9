import { useTranslation } from 'react-i18next';

export const longest_text = 4096;
const tell_before = 300;

// Says how much still fits, once that begins to matter.
export function CharacterCount({ length, most }: { length: number; most: number }) {
  const { t } = useTranslation();
  const left = most - length;
  if (left > tell_before) return null;
  return (
    <p role="status" className={`tabular self-center text-xs ${left < 0 ? 'font-semibold text-bad' : 'text-ink-faint'}`}>
      {left < 0 ? t('composer.over', { count: -left }) : t('composer.left', { count: left })}
    </p>
  );
}
