// The simulator beside the server, reached through /v1/sandbox/{path}; its words are those of docs/simulator.md.
import { queryOptions } from '@tanstack/react-query';

import { answer_of, client } from './client';
import { problem_from, Refused, Unreachable } from './problem';

export interface Customer {
  id: string;
  name: string;
  phone: string | null;
  user_id?: string | null;
  username?: string | null;
  online: boolean;
  reads_at_once: boolean; // the phone lies open in front of them
}

export interface PhoneMessage {
  id: string;
  direction: 'to_business' | 'from_business';
  type: string;
  text: string;
  at: string | number;
  status: string;
  content?: unknown; // the type's own object, in the provider's words
  context_id?: string;
}

export interface PhoneThread {
  version: number;
  messages: PhoneMessage[];
}

export interface BusinessNumber {
  number_id: string;
  provider: string;
  phone: string;
  display_name: string;
}

export interface Faults {
  webhooks?: { delay_ms?: number; duplicate?: number; reorder?: boolean; batch?: number; drop?: number };
  sends?: { kind: string; times: number };
}

export const sandbox_query = queryOptions({
  queryKey: ['sandbox'],
  queryFn: ({ signal }) => answer_of(client.GET('/v1/sandbox', { signal })),
  staleTime: Infinity,
});

async function control<T>(method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown, signal?: AbortSignal): Promise<T> {
  let response: Response;
  let parsed: unknown;
  try {
    response = await fetch(`/v1/sandbox/${path}`, {
      method,
      headers: body === undefined ? {} : { 'Content-Type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: signal ?? AbortSignal.timeout(15_000),
    });
    const text = await response.text();
    parsed = text ? JSON.parse(text) : {};
  } catch (error) {
    throw new Unreachable(String(error));
  }
  if (!response.ok) throw new Refused(problem_from(parsed, response.status));
  return parsed as T;
}

const of = (customer: string) => `customers/${encodeURIComponent(customer)}`;

export const numbers_query = queryOptions({
  queryKey: ['sandbox', 'numbers'],
  queryFn: async () => (await control<{ items: BusinessNumber[] }>('GET', 'numbers')).items,
  staleTime: Infinity,
});

export const customers_query = queryOptions({
  queryKey: ['sandbox', 'customers'],
  queryFn: async () => (await control<{ items: Customer[] }>('GET', 'customers')).items,
});

export const faults_query = queryOptions({
  queryKey: ['sandbox', 'faults'],
  queryFn: () => control<Faults>('GET', 'faults'),
});

export const deliveries_query = queryOptions({
  queryKey: ['sandbox', 'deliveries'],
  queryFn: () => control<{ pending: number; acknowledged: number; attempts: number; given_up: number }>('GET', 'deliveries'),
  refetchInterval: 2_000,
});

export const put_customer = (id: string, customer: { name: string; phone: string }) =>
  control('PUT', of(id), customer);

export const write_as_customer = (id: string, number_id: string, text: string, ago_seconds: number) =>
  control<{ message_ids: string[] }>('POST', `${of(id)}/messages`, { number_id, type: 'text', text, ago_seconds });

export interface Played {
  type: string;
  content?: unknown;
  text?: string;
  context_id?: string;
  extra?: unknown; // members beside the content: an advertisement, a forward
}

export const play_as_customer = (id: string, number_id: string, played: Played) =>
  control<{ message_ids: string[] }>('POST', `${of(id)}/messages`, { number_id, ...played });

// A file of the customer's, as the provider keeps it.
export const put_customer_file = (number_id: string, mime: string, base64: string) =>
  control<{ id: string; sha256: string }>('POST', `numbers/${encodeURIComponent(number_id)}/media`, { mime_type: mime, base64 });

export const read_thread = (id: string, number_id: string, after: number, wait_seconds: number, signal: AbortSignal) =>
  control<PhoneThread>(
    'GET',
    `${of(id)}/thread?number_id=${encodeURIComponent(number_id)}&after=${after}&wait=${wait_seconds}`,
    undefined,
    AbortSignal.any([signal, AbortSignal.timeout((wait_seconds + 10) * 1000)]),
  );

export const open_thread = (id: string, number_id: string) => control('POST', `${of(id)}/read`, { number_id });

export const put_presence = (id: string, presence: { online?: boolean; reads_at_once?: boolean }) =>
  control('PUT', `${of(id)}/presence`, presence);

export const put_faults = (faults: Faults) => control('PUT', 'faults', faults);
