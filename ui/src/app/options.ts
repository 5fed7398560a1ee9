// The choices of language and theme, worded for menus.
import type { TFunction } from 'i18next';

import type { Language } from '@/api/types';
import { language_names, languages } from '@/i18n';

import { themes, type Theme } from './theme';

export type LanguageChoice = Language | 'auto';

export const language_options = (t: TFunction): { value: LanguageChoice; label: string }[] => [
  { value: 'auto', label: t('nav.language_auto') },
  ...languages.map((value) => ({ value, label: language_names[value] })),
];

export const theme_options = (t: TFunction): { value: Theme; label: string }[] =>
  themes.map((value) => ({ value, label: t(`nav.theme_${value}`) }));
