import { describe, expect, it } from 'vitest';

import type { Conversation, LiveEvent, Message } from '@/api/types';

import { apply } from './apply';
import { default_filter } from './filter';
import { lines, rows, shown } from './select';
import { empty_state, mark_of, type InboxEvent, type InboxState, type Outgoing } from './state';

const conversation = (rest: Partial<Conversation> = {}): Conversation => ({
  id: 'conv_1',
  connection_id: 'conn_1',
  contact: { id: 'cont_1', name: 'Ana', phone: '+573001112233', username: null },
  status: 'open',
  assignee_id: null,
  unread_count: 0,
  last_message: { id: 'msg_1', direction: 'inbound', type: 'text', preview: 'hola', sent_at: '2026-01-01T10:00:00.000Z', status: 'received' },
  window_ends_at: '2026-01-02T10:00:00.000Z',
  waiting_since: null,
  created_at: '2026-01-01T10:00:00.000Z',
  ...rest,
});

const message = (id: string, sent_at: string, rest: Partial<Message> = {}): Message => ({
  id,
  conversation_id: 'conv_1',
  direction: 'inbound',
  type: 'text',
  text: id,
  sent_at: `2026-01-01T${sent_at}.000Z`,
  received_at: `2026-01-01T${sent_at}.000Z`,
  status: 'received',
  author_id: null,
  client_key: null,
  error: null,
  retry_of: null,
  retried_by: null,
  content: null,
  quoted: null,
  reactions: [],
  edited_at: null,
  deleted_at: null,
  earlier_texts: [],
  about: null,
  ...rest,
});

const outgoing = (client_key: string, rest: Partial<Outgoing> = {}): Outgoing => ({
  client_key,
  conversation_id: 'conv_1',
  body: { type: 'text', text: `text of ${client_key}` },
  quoted: null,
  author_id: 'usr_me',
  created_at: '2026-01-01T12:00:00.000Z',
  stage: 'waiting',
  reason: null,
  ...rest,
});

const ours = (id: string, sent_at: string, client_key: string, status: Message['status'] = 'queued') =>
  message(id, sent_at, { direction: 'outbound', status, client_key, author_id: 'usr_me' });

const created = (seq: number, said: Message, about: Conversation = conversation()): InboxEvent => pushed({ seq, type: 'message.created', conversation: about, message: said });
const updated = (seq: number, said: Message): InboxEvent => pushed({ seq, type: 'message.updated', conversation: conversation(), message: said });
const changed = (seq: number, about: Conversation): InboxEvent => pushed({ seq, type: 'conversation.updated', conversation: about });
const pushed = (event: LiveEvent): InboxEvent => ({ type: 'pushed', event });

const after = (state: InboxState, ...events: InboxEvent[]): InboxState => events.reduce(apply, state);

const started = after(empty_state, { type: 'started', me: 'usr_me', seq: 10 });

const page = (messages: Message[], state: InboxState, previous_cursor: string | null = null, which: 'newest' | 'older' = 'newest'): InboxEvent => ({
  type: 'thread_loaded',
  conversation_id: 'conv_1',
  page: { items: messages, previous_cursor, next_cursor: null },
  which,
  mark: mark_of(state),
});

const open_thread = after(started, page([message('msg_1', '10:00:00')], started));
const thread = (state: InboxState) => lines(state.threads.conv_1?.messages ?? [], state.outbox, 'conv_1');
const ids = (state: InboxState) => thread(state).map((line) => line.message.id);

describe('events of the stream', () => {
  it('a message that is told twice exists once', () => {
    const state = after(open_thread, created(11, message('msg_2', '10:01:00')), created(11, message('msg_2', '10:01:00')));
    expect(ids(state)).toEqual(['msg_1', 'msg_2']);
    expect(state.seq).toBe(11);
  });

  it('a message that came with a page as well exists once', () => {
    const told = after(open_thread, created(11, message('msg_2', '10:01:00')));
    const state = after(told, page([message('msg_1', '10:00:00'), message('msg_2', '10:01:00')], told));
    expect(ids(state)).toEqual(['msg_1', 'msg_2']);
  });

  it('an event that came too early waits for those before it', () => {
    const early = after(open_thread, created(13, message('msg_4', '10:03:00')), created(12, message('msg_3', '10:02:00')));
    expect(ids(early)).toEqual(['msg_1']);
    expect(early.held).toHaveLength(2);
    const whole = after(early, created(11, message('msg_2', '10:01:00')));
    expect(ids(whole)).toEqual(['msg_1', 'msg_2', 'msg_3', 'msg_4']);
    expect(whole.held).toEqual([]);
    expect(whole.seq).toBe(13);
  });

  it('an event held back is not kept twice', () => {
    const state = after(open_thread, created(13, message('msg_4', '10:03:00')), created(13, message('msg_4', '10:03:00')));
    expect(state.held).toHaveLength(1);
  });

  it('an older picture of a conversation never overwrites a newer one', () => {
    const news = conversation({ assignee_id: 'usr_2' });
    const state = after(started, changed(12, conversation()), changed(11, conversation()), changed(12, news));
    expect(shown(state, 'conv_1')?.assignee_id).toBeNull();
  });

  it('what was asked for before an event does not undo it', () => {
    const mark = mark_of(started);
    const told = after(started, changed(11, conversation({ assignee_id: 'usr_2' })));
    const state = after(told, { type: 'conversation_loaded', conversation: conversation(), mark });
    expect(shown(state, 'conv_1')?.assignee_id).toBe('usr_2');
  });
});

describe('the order of a thread', () => {
  it('a late message slides into its place by the provider’s time', () => {
    const state = after(open_thread, created(11, message('msg_3', '10:05:00')), created(12, message('msg_4', '10:02:00')));
    expect(ids(state)).toEqual(['msg_1', 'msg_4', 'msg_3']);
  });

  it('messages of the same moment stand by id', () => {
    const state = after(open_thread, created(11, message('msg_9', '10:05:00')), created(12, message('msg_5', '10:05:00')));
    expect(ids(state)).toEqual(['msg_1', 'msg_5', 'msg_9']);
  });

  it('a message moves when its time turns out to be another', () => {
    const state = after(
      open_thread,
      created(11, message('msg_2', '10:01:00')),
      created(12, message('msg_3', '10:02:00')),
      updated(13, message('msg_2', '10:03:00')),
    );
    expect(ids(state)).toEqual(['msg_1', 'msg_3', 'msg_2']);
  });

  it('a message older than everything loaded waits for its page, so that no hole appears', () => {
    const paged = after(started, page([message('msg_5', '10:05:00')], started, 'cursor'));
    const state = after(paged, created(11, message('msg_2', '09:00:00')));
    expect(ids(state)).toEqual(['msg_5']);
    const whole = after(state, page([message('msg_2', '09:00:00'), message('msg_3', '09:30:00')], state, null, 'older'));
    expect(ids(whole)).toEqual(['msg_2', 'msg_3', 'msg_5']);
  });
});

describe('the status of a message', () => {
  const sent = after(open_thread, created(11, ours('msg_2', '10:01:00', 'key_1')));
  const status = (state: InboxState) => thread(state).at(-1)?.message.status;

  it('goes from queued to read', () => {
    let state = sent;
    let seq = 12;
    for (const next of ['sent', 'delivered', 'read'] as const) {
      state = after(state, updated(seq++, ours('msg_2', '10:01:00', 'key_1', next)));
      expect(status(state)).toBe(next);
    }
  });

  it('never goes backwards', () => {
    const state = after(sent, updated(12, ours('msg_2', '10:01:00', 'key_1', 'read')), updated(13, ours('msg_2', '10:01:00', 'key_1', 'delivered')));
    expect(status(state)).toBe('read');
  });

  it('failed is final unless delivered contradicts it', () => {
    const failed = after(sent, updated(12, ours('msg_2', '10:01:00', 'key_1', 'failed')));
    expect(status(after(failed, updated(13, ours('msg_2', '10:01:00', 'key_1', 'sent'))))).toBe('failed');
    expect(status(after(failed, updated(13, ours('msg_2', '10:01:00', 'key_1', 'delivered'))))).toBe('delivered');
  });

  it('unknown may become sent', () => {
    const lost = after(sent, updated(12, ours('msg_2', '10:01:00', 'key_1', 'unknown')));
    expect(status(lost)).toBe('unknown');
    expect(status(after(lost, updated(13, ours('msg_2', '10:01:00', 'key_1', 'sent'))))).toBe('sent');
  });
});

describe('a reply on its way', () => {
  const queued = after(open_thread, { type: 'send_queued', outgoing: outgoing('key_1') });

  it('is seen at once with a clock', () => {
    expect(thread(queued).at(-1)?.message).toMatchObject({ text: 'text of key_1', status: 'queued', direction: 'outbound' });
  });

  it('becomes one message, whether the answer or the event comes first', () => {
    const said = ours('msg_2', '10:01:00', 'key_1');
    const accepted: InboxEvent = { type: 'send_accepted', client_key: 'key_1', message: said };
    for (const order of [[accepted, created(11, said)], [created(11, said), accepted]]) {
      const state = after(queued, ...order);
      expect(ids(state)).toEqual(['msg_1', 'msg_2']);
      expect(state.outbox).toEqual([]);
    }
  });

  it('keeps its place on the screen when it becomes a message', () => {
    const state = after(queued, { type: 'send_accepted', client_key: 'key_1', message: ours('msg_2', '10:01:00', 'key_1') });
    expect(thread(state).at(-1)?.key).toBe(thread(queued).at(-1)?.key);
  });

  it('a late answer does not set back a status that an event has told', () => {
    const state = after(
      queued,
      created(11, ours('msg_2', '10:01:00', 'key_1')),
      updated(12, ours('msg_2', '10:01:00', 'key_1', 'delivered')),
      { type: 'send_accepted', client_key: 'key_1', message: ours('msg_2', '10:01:00', 'key_1') },
    );
    expect(thread(state).at(-1)?.message.status).toBe('delivered');
  });

  it('is marked with the reason when it is refused, and can be tried again or thrown away', () => {
    const reason = { code: 'window_closed', message: 'The window is closed.', next_step: 'Send a template.' };
    const refused = after(queued, { type: 'send_refused', client_key: 'key_1', reason });
    expect(thread(refused).at(-1)?.message).toMatchObject({ status: 'failed', error: { reason: 'window_closed' } });
    expect(thread(after(refused, { type: 'send_deferred', client_key: 'key_1' })).at(-1)?.message.status).toBe('queued');
    expect(ids(after(refused, { type: 'send_discarded', client_key: 'key_1' }))).toEqual(['msg_1']);
  });

  it('that survived a reload and had arrived after all is not shown twice', () => {
    const loaded = after(started, page([ours('msg_2', '10:01:00', 'key_1')], started));
    expect(after(loaded, { type: 'outbox_restored', outgoing: [outgoing('key_1')] }).outbox).toEqual([]);
    const restored = after(started, { type: 'outbox_restored', outgoing: [outgoing('key_1')] });
    expect(ids(after(restored, page([ours('msg_2', '10:01:00', 'key_1')], restored)))).toEqual(['msg_2']);
  });

  it('of another tab joins the thread as a message', () => {
    const state = after(open_thread, created(11, ours('msg_2', '10:01:00', 'key_of_other_tab')));
    expect(ids(state)).toEqual(['msg_1', 'msg_2']);
  });

  it('kept by two tabs is one message in both', () => {
    const tab = () => after(open_thread, { type: 'outbox_restored', outgoing: [outgoing('key_1')] });
    const said = ours('msg_2', '10:01:00', 'key_1');
    const sender = after(tab(), { type: 'send_accepted', client_key: 'key_1', message: said }, created(11, said));
    const watcher = after(tab(), created(11, said), { type: 'send_accepted', client_key: 'key_1', message: said });
    expect(ids(sender)).toEqual(['msg_1', 'msg_2']);
    expect(ids(watcher)).toEqual(ids(sender));
    expect(watcher.outbox).toEqual([]);
  });
});

describe('a change shown before the server confirms it', () => {
  const known = after(started, changed(11, conversation()));
  const edited = after(known, { type: 'edited', edit: { key: 'e1', conversation_id: 'conv_1', patch: { assignee_id: 'usr_me' }, confirmed: false } });
  const assignee = (state: InboxState) => shown(state, 'conv_1')?.assignee_id;

  it('is seen at once', () => expect(assignee(edited)).toBe('usr_me'));

  it('is taken back when it is refused', () => expect(assignee(after(edited, { type: 'edit_refused', key: 'e1' }))).toBeNull());

  it('outlives an event about something else', () => {
    const state = after(edited, created(12, message('msg_2', '10:01:00')), { type: 'edit_accepted', key: 'e1', conversation: conversation({ assignee_id: 'usr_me' }) });
    expect(assignee(state)).toBe('usr_me');
  });

  it('gives way to what somebody else did after it', () => {
    const state = after(
      edited,
      changed(12, conversation({ assignee_id: 'usr_me' })),
      changed(13, conversation({ assignee_id: 'usr_2' })),
      { type: 'edit_accepted', key: 'e1', conversation: conversation({ assignee_id: 'usr_me' }) },
    );
    expect(assignee(state)).toBe('usr_2');
  });
});

describe('when the stream begins afresh', () => {
  it('forgets the numbers and what was held, and replaces thread and list with what is loaded then', () => {
    const before = after(
      open_thread,
      { type: 'list_loaded', filter: default_filter, page: { items: [conversation()], next_cursor: null }, first: true, mark: mark_of(open_thread) },
      created(13, message('msg_7', '10:07:00')),
    );
    const reset = after(before, { type: 'reset', seq: 500 });
    expect(reset).toMatchObject({ seq: 500, held: [] });
    expect(ids(reset)).toEqual(['msg_1']);
    const fresh = after(
      reset,
      page([message('msg_8', '11:00:00')], reset, 'cursor'),
      { type: 'list_loaded', filter: default_filter, page: { items: [conversation({ id: 'conv_2' })], next_cursor: null }, first: true, mark: mark_of(reset) },
    );
    expect(ids(fresh)).toEqual(['msg_8']);
    expect(rows(fresh, default_filter, null)?.map((row) => row.id)).toEqual(['conv_2']);
  });

  it('does not believe answers to questions asked before', () => {
    const mark = mark_of(open_thread);
    const reset = after(open_thread, { type: 'reset', seq: 500 });
    expect(after(reset, { type: 'conversation_loaded', conversation: conversation({ id: 'conv_9' }), mark }).conversations.conv_9).toBeUndefined();
  });

  it('keeps replies that have not left yet', () => {
    const state = after(open_thread, { type: 'send_queued', outgoing: outgoing('key_1') }, { type: 'reset', seq: 500 });
    expect(state.outbox).toHaveLength(1);
  });
});

describe('a list', () => {
  const at = (id: string, hour: string, rest: Partial<Conversation> = {}) =>
    conversation({ id, last_message: { ...conversation().last_message, sent_at: `2026-01-01T${hour}:00:00.000Z` }, ...rest });
  const loaded = after(started, {
    type: 'list_loaded',
    filter: default_filter,
    page: { items: [at('conv_3', '12'), at('conv_2', '11')], next_cursor: 'more' },
    first: true,
    mark: mark_of(started),
  });
  const names = (state: InboxState, filter = default_filter, open: string | null = null) => rows(state, filter, open)?.map((row) => row.id);

  it('moves a conversation to the top when something is said in it', () => {
    expect(names(after(loaded, created(11, message('msg_5', '13:00:00'), at('conv_2', '13'))))).toEqual(['conv_2', 'conv_3']);
  });

  it('does not show what lies beyond the part that has been paged in', () => {
    const state = after(loaded, changed(11, at('conv_1', '09')));
    expect(names(state)).toEqual(['conv_3', 'conv_2']);
  });

  it('loses a conversation that is closed elsewhere', () => {
    expect(names(after(loaded, changed(11, at('conv_3', '12', { status: 'closed' }))))).toEqual(['conv_2']);
  });

  it('keeps the open conversation among the unread ones after it has been read', () => {
    const filter = { ...default_filter, unread: true };
    const items = [at('conv_3', '12', { unread_count: 1 }), at('conv_2', '11', { unread_count: 1 })];
    const unread = after(started, { type: 'list_loaded', filter, page: { items, next_cursor: null }, first: true, mark: mark_of(started) });
    const read = after(unread, changed(11, at('conv_3', '12')));
    expect(names(read, filter, 'conv_3')).toEqual(['conv_3', 'conv_2']);
    expect(names(read, filter, null)).toEqual(['conv_2']);
  });

  it('by waiting shows who has waited longest first and nobody who is answered', () => {
    const filter = { ...default_filter, sort: 'waiting' as const };
    const items = [at('conv_2', '11', { waiting_since: '2026-01-01T08:00:00.000Z' }), at('conv_3', '12', { waiting_since: '2026-01-01T09:00:00.000Z' })];
    const state = after(started, { type: 'list_loaded', filter, page: { items, next_cursor: null }, first: true, mark: mark_of(started) }, changed(11, at('conv_4', '13')));
    expect(names(state, filter)).toEqual(['conv_2', 'conv_3']);
  });
});
