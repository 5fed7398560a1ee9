// What the screens read out of the state.
import type { Conversation, Message, SendMessage } from '@/api/types';

import { filter_key, order, passes, within } from './filter';
import type { Filter, InboxState, Outgoing } from './state';

type Shown = Pick<InboxState, 'conversations' | 'edits' | 'outbox'>;

// A conversation as the person sees it: with their own changes and replies that are still on their way.
export function shown(state: Shown, id: string): Conversation | undefined {
  const known = state.conversations[id];
  if (!known) return undefined;
  let { conversation } = known;
  for (const edit of state.edits) {
    if (edit.conversation_id === id && !edit.confirmed) conversation = { ...conversation, ...edit.patch };
  }
  const pending = state.outbox.findLast((outgoing) => outgoing.conversation_id === id);
  return pending && pending.created_at > conversation.last_message.sent_at ? with_pending(conversation, pending) : conversation;
}

function with_pending(conversation: Conversation, pending: Outgoing): Conversation {
  const last_message = {
    id: pending.client_key,
    direction: 'outbound' as const,
    type: pending.body.type,
    preview: pending.body.text ?? '',
    sent_at: pending.created_at,
    status: 'queued' as const,
  };
  return { ...conversation, last_message };
}

// The rows of a list. `open_id` stays in sight while it is open, even when reading it took it out of the unread ones.
export function rows(
  state: Pick<InboxState, 'conversations' | 'edits' | 'outbox' | 'lists' | 'me'>,
  filter: Filter,
  open_id: string | null,
): Conversation[] | undefined {
  const slice = state.lists[filter_key(filter)];
  if (!slice) return undefined;
  const found: Conversation[] = [];
  for (const known of Object.values(state.conversations)) {
    if (known.epoch < slice.epoch) continue;
    const conversation = shown(state, known.conversation.id)!;
    const lenient = conversation.id === open_id ? { ...filter, unread: false } : filter;
    if (passes(conversation, lenient, state.me) && within(known.conversation, slice.boundary, filter.sort)) found.push(conversation);
  }
  return found.sort((a, b) => order(a, b, filter.sort));
}

// A line of the thread: a message, or a reply that the server has not confirmed yet.
export interface Line {
  key: string;
  message: Message;
  outgoing: Outgoing | null;
}

export function lines(messages: readonly Message[], outbox: readonly Outgoing[], conversation_id: string): Line[] {
  const confirmed = messages.map((message) => ({ key: message.client_key ?? message.id, message, outgoing: null }));
  const pending = outbox.filter((each) => each.conversation_id === conversation_id);
  return [...confirmed, ...pending.map((outgoing) => ({ key: outgoing.client_key, message: as_message(outgoing), outgoing }))];
}

const as_message = (outgoing: Outgoing): Message => ({
  id: outgoing.client_key,
  conversation_id: outgoing.conversation_id,
  direction: 'outbound',
  type: outgoing.body.type,
  text: outgoing.body.text ?? '',
  sent_at: outgoing.created_at,
  received_at: outgoing.created_at,
  status: outgoing.stage === 'refused' ? 'failed' : 'queued',
  author_id: outgoing.author_id,
  client_key: outgoing.client_key,
  error: outgoing.reason && {
    reason: outgoing.reason.code,
    message: outgoing.reason.message,
    next_step: outgoing.reason.next_step ?? '',
  },
  retry_of: null,
  retried_by: null,
  content: content_of(outgoing.body),
  quoted: outgoing.quoted,
  reactions: [],
  edited_at: null,
  deleted_at: null,
  earlier_texts: [],
  about: null,
});

// What was asked for is what the server will show, only that a received message may have several files.
function content_of(body: SendMessage): Message['content'] {
  if (body.type === 'text') return null;
  const { location, contacts, header, footer, buttons, list, link } = body;
  return { location, contacts, header, footer, buttons, list, link, media: body.media && [body.media] };
}
