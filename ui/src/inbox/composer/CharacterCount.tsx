import { useTranslation } from 'react-i18next';

export const longest_text = 4096;
const tell_from = 3800;

// Says how much still fits, once that begins to matter.
export function CharacterCount({ length }: { length: number }) {
  const { t } = useTranslation();
  if (length < tell_from) return null;
  const left = longest_text - length;
  return (
    <p role="status" className={`tabular self-center text-xs ${left < 0 ? 'font-semibold text-bad' : 'text-ink-faint'}`}>
      {left < 0 ? t('composer.over', { count: -left }) : t('composer.left', { count: left })}
    </p>
  );
}
