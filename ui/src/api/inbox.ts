// Conversations and messages: one function a call of the contract.
import { answer_of, client } from './client';
import type { paths } from './schema';
import type { SendMessage } from './types';

export type ListQuery = NonNullable<paths['/v1/conversations']['get']['parameters']['query']>;

export const list_conversations = (query: ListQuery) => answer_of(client.GET('/v1/conversations', { params: { query } }));

const at = (conversation: string) => ({ params: { path: { conversation } } });

export const get_conversation = (id: string) => answer_of(client.GET('/v1/conversations/{conversation}', at(id)));

export const mark_read = (id: string) => answer_of(client.POST('/v1/conversations/{conversation}/read', at(id)));

export const close = (id: string) => answer_of(client.POST('/v1/conversations/{conversation}/close', at(id)));

export const reopen = (id: string) => answer_of(client.POST('/v1/conversations/{conversation}/reopen', at(id)));

export const assign = (id: string, assignee_id: string | null) =>
  answer_of(client.POST('/v1/conversations/{conversation}/assign', { ...at(id), body: { assignee_id } }));

export const list_messages = (conversation: string, cursor: string | undefined, limit: number) =>
  answer_of(
    client.GET('/v1/conversations/{conversation}/messages', {
      params: { path: { conversation }, query: { limit, cursor } },
    }),
  );

export const send_message = (conversation: string, client_key: string, body: SendMessage) =>
  answer_of(
    client.POST('/v1/conversations/{conversation}/messages', {
      params: { path: { conversation }, header: { 'Idempotency-Key': client_key } },
      body,
    }),
  );

const one_at = (conversation: string, message: string) => ({ path: { conversation, message } });

export const send_again = (conversation: string, message: string, client_key: string) =>
  answer_of(
    client.POST('/v1/conversations/{conversation}/messages/{message}/send-again', {
      params: { ...one_at(conversation, message), header: { 'Idempotency-Key': client_key } },
    }),
  );

export const list_attempts = (conversation: string, message: string) =>
  answer_of(client.GET('/v1/conversations/{conversation}/messages/{message}/attempts', { params: one_at(conversation, message) }));

export const search_messages = (q: string, cursor: string | undefined, signal?: AbortSignal) =>
  answer_of(client.GET('/v1/search/messages', { params: { query: { q, cursor, limit: 30 } }, signal }));
