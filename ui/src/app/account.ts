// What a person changes about their own account.
import type { QueryClient } from '@tanstack/react-query';

import { session_query, set_language, sign_out } from '@/api/session';
import { show_language } from '@/i18n';

import type { LanguageChoice } from './options';

// Shown at once, then kept by the server, so that it follows the person to other devices.
export async function choose_language(queries: QueryClient, choice: LanguageChoice): Promise<void> {
  const language = choice === 'auto' ? null : choice;
  await show_language(language);
  queries.setQueryData(session_query.queryKey, (session) => session && { ...session, person: { ...session.person, language } });
  await set_language(language);
}

export async function leave(queries: QueryClient): Promise<void> {
  await sign_out().catch(() => undefined);
  queries.clear();
}
