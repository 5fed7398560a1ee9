// What the inbox knows. Changed by apply() alone.
import type { Conversation, ConversationPage, LiveEvent, Message, MessagePage, QuotedMessage, SendMessage } from '@/api/types';

// When a request began: what events said since then is newer than its answer.
export interface Mark {
  seq: number;
  epoch: number;
}

export interface Known {
  conversation: Conversation;
  seq: number; // of the newest event about it, 0 if none
  epoch: number;
}

// A thread without holes, from somewhere in the past up to its newest message.
export interface Thread {
  messages: Message[]; // by (sent_at, id)
  older: string | null; // cursor of the page before; null at the beginning of the thread
  epoch: number;
}

export interface Reason {
  code: string;
  message: string;
  next_step: string | null;
}

// A reply that the server has not confirmed yet.
export interface Outgoing {
  client_key: string;
  conversation_id: string;
  body: SendMessage;
  quoted: QuotedMessage | null; // as it is shown until the server answers
  author_id: string;
  created_at: string;
  stage: 'waiting' | 'sending' | 'refused';
  reason: Reason | null;
}

export type Patch = Partial<Pick<Conversation, 'status' | 'assignee_id' | 'unread_count'>>;

// A change shown before the server confirms it.
export interface Edit {
  key: string;
  conversation_id: string;
  patch: Patch;
  confirmed: boolean; // an event already told it
}

export interface Filter {
  assigned: 'all' | 'me' | 'nobody';
  status: 'open' | 'closed' | 'archived' | 'any';
  connection: string | null;
  unread: boolean;
  sort: 'newest' | 'waiting';
}

// How far a list has been paged: everything up to `boundary` is known.
export interface ListSlice {
  cursor: string | null;
  boundary: string | null; // sort time of the last one loaded; null when all are loaded
  epoch: number;
}

export interface InboxState {
  me: string;
  seq: number; // newest event applied
  epoch: number; // grows when the stream starts afresh
  held: LiveEvent[]; // came before one that is missing
  conversations: Readonly<Record<string, Known>>;
  threads: Readonly<Record<string, Thread>>;
  lists: Readonly<Record<string, ListSlice>>;
  outbox: readonly Outgoing[];
  edits: readonly Edit[];
}

export type InboxEvent =
  | { type: 'started'; me: string; seq: number }
  | { type: 'pushed'; event: LiveEvent }
  | { type: 'reset'; seq: number }
  | { type: 'list_loaded'; filter: Filter; page: ConversationPage; first: boolean; mark: Mark }
  | { type: 'conversation_loaded'; conversation: Conversation; mark: Mark }
  | { type: 'thread_loaded'; conversation_id: string; page: MessagePage; which: 'newest' | 'older'; mark: Mark }
  | { type: 'outbox_restored'; outgoing: Outgoing[] }
  | { type: 'send_queued'; outgoing: Outgoing }
  | { type: 'send_started'; client_key: string }
  | { type: 'send_deferred'; client_key: string }
  | { type: 'send_accepted'; client_key: string; message: Message }
  | { type: 'send_refused'; client_key: string; reason: Reason }
  | { type: 'send_discarded'; client_key: string }
  | { type: 'edited'; edit: Edit }
  | { type: 'edit_accepted'; key: string; conversation: Conversation }
  | { type: 'edit_refused'; key: string };

export const empty_state: InboxState = {
  me: '',
  seq: 0,
  epoch: 1,
  held: [],
  conversations: {},
  threads: {},
  lists: {},
  outbox: [],
  edits: [],
};

export const mark_of = (state: InboxState): Mark => ({ seq: state.seq, epoch: state.epoch });
