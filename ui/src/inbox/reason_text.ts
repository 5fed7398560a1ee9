// Why something failed and what to do next, in the language of the screen when the reason is one we know, else in the
// server's own words.
import i18next, { type TFunction } from 'i18next';

import type { Message } from '@/api/types';
import type en from '@/i18n/en.json';

type Known = keyof (typeof en)['reasons'];

const known = (reason: string): reason is Known => i18next.exists(`reasons.${reason}.why`);

export function reason_text(t: TFunction, error: Message['error']): { why: string; next: string } {
  if (!error) return { why: t('status.failed'), next: '' };
  if (!known(error.reason)) return { why: error.message || t('status.failed'), next: error.next_step };
  return { why: t(`reasons.${error.reason}.why`), next: t(`reasons.${error.reason}.next`) };
}
