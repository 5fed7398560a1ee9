// The languages of the screen. One language is loaded at a time; it follows the browser until the person chooses.
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';

import type { Language } from '@/api/types';

export const languages: readonly Language[] = ['en', 'es', 'pt-BR'];

// Each language in its own words.
export const language_names: Record<Language, string> = { en: 'English', es: 'Español', 'pt-BR': 'Português (Brasil)' };

const texts: Record<Language, () => Promise<{ default: object }>> = {
  en: () => import('./en.json'),
  es: () => import('./es.json'),
  'pt-BR': () => import('./pt-BR.json'),
};

const storage_key = 'recado.language';

function language_of_browser(): Language {
  for (const wanted of navigator.languages) {
    const code = wanted.toLowerCase();
    if (code.startsWith('pt')) return 'pt-BR';
    if (code.startsWith('es')) return 'es';
    if (code.startsWith('en')) return 'en';
  }
  return 'en';
}

export function chosen_language(): Language | null {
  try {
    return languages.find((language) => language === localStorage.getItem(storage_key)) ?? null;
  } catch {
    return null;
  }
}

export async function show_language(language: Language | null): Promise<void> {
  const next = language ?? language_of_browser();
  if (!i18next.hasResourceBundle(next, 'translation')) {
    const loaded = await texts[next]();
    i18next.addResourceBundle(next, 'translation', loaded.default);
  }
  await i18next.changeLanguage(next);
  document.documentElement.lang = next;
  try {
    if (language) localStorage.setItem(storage_key, language);
    else localStorage.removeItem(storage_key);
  } catch {
    // storage forbidden: the choice lasts as long as the page
  }
}

export async function start_texts(): Promise<void> {
  await i18next.use(initReactI18next).init({
    resources: {},
    fallbackLng: false,
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  await show_language(chosen_language());
}
