// Light, dark, or as the system has it. public/theme.js applies the choice before the first paint.
import { read_local, write_local } from '@/shared/local';

export type Theme = 'system' | 'light' | 'dark';

export const themes: readonly Theme[] = ['system', 'light', 'dark'];

export function chosen_theme(): Theme {
  return themes.find((theme) => theme === read_local('theme')) ?? 'system';
}

export function show_theme(theme: Theme): void {
  write_local('theme', theme === 'system' ? null : theme);
  if (theme === 'system') document.documentElement.removeAttribute('data-theme');
  else document.documentElement.setAttribute('data-theme', theme);
}
