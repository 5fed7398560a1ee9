import { useTranslation } from 'react-i18next';

import { language_names, languages, show_language } from '@/i18n';

export function LanguageChoice() {
  const { t, i18n } = useTranslation();
  return (
    <div role="group" aria-label={t('sign_in.language')} className="flex flex-wrap justify-center gap-1">
      {languages.map((language) => (
        <button
          key={language}
          type="button"
          lang={language}
          aria-pressed={i18n.language === language}
          onClick={() => void show_language(language)}
          className="h-8 rounded-md px-2.5 text-sm text-ink-faint hover:bg-hover hover:text-ink aria-pressed:font-semibold aria-pressed:text-ink max-md:h-11"
        >
          {language_names[language]}
        </button>
      ))}
    </div>
  );
}
