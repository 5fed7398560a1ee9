// Who is signed in, and what the workspace holds that changes rarely.
import { queryOptions } from '@tanstack/react-query';

import { answer_of, client } from './client';
import { Refused } from './problem';
import type { Language } from './types';

export const session_query = queryOptions({
  queryKey: ['session'],
  queryFn: async ({ signal }) => {
    try {
      return await answer_of(client.GET('/v1/session', { signal }));
    } catch (error) {
      if (error instanceof Refused && error.problem.status === 401) return null;
      throw error;
    }
  },
  staleTime: Infinity,
});

export const people_query = queryOptions({
  queryKey: ['people'],
  queryFn: async ({ signal }) => (await answer_of(client.GET('/v1/people', { signal }))).items,
  staleTime: 60_000,
});

export const connections_query = queryOptions({
  queryKey: ['connections'],
  queryFn: async ({ signal }) => (await answer_of(client.GET('/v1/connections', { signal }))).items,
  staleTime: 60_000,
});

export const sign_in = (email: string, password: string) =>
  answer_of(client.POST('/v1/session', { body: { email, password } }));

export const sign_out = () => answer_of(client.DELETE('/v1/session'));

export const set_language = (language: Language | null) => answer_of(client.PATCH('/v1/me', { body: { language } }));
