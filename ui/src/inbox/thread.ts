// Putting messages into a thread: once each, in the provider's order, wherever they come from.
import type { Message, MessagePage } from '@/api/types';

import { goes_backwards } from './status';
import type { Thread } from './state';

const before = (a: Message, b: Message): boolean => (a.sent_at === b.sent_at ? a.id < b.id : a.sent_at < b.sent_at);

function merged(current: Message, reported: Message): Message {
  if (!goes_backwards(current.status, reported.status)) return reported;
  return { ...reported, status: current.status, error: current.error };
}

function inserted(messages: readonly Message[], message: Message): Message[] {
  let at = messages.length;
  while (at > 0 && before(message, messages[at - 1]!)) at--;
  return [...messages.slice(0, at), message, ...messages.slice(at)];
}

// A message older than everything loaded waits for its page: showing it now would leave a hole behind it.
const belongs_to_older_page = (thread: Thread, message: Message): boolean =>
  thread.older !== null && thread.messages.length > 0 && before(message, thread.messages[0]!);

export function with_message(thread: Thread, message: Message): Thread {
  const at = thread.messages.findLastIndex((each) => each.id === message.id);
  const current = thread.messages[at];
  if (!current) {
    if (belongs_to_older_page(thread, message)) return thread;
    return { ...thread, messages: inserted(thread.messages, message) };
  }
  const next = merged(current, message);
  if (next.sent_at === current.sent_at) return { ...thread, messages: thread.messages.with(at, next) };
  return { ...thread, messages: inserted(thread.messages.toSpliced(at, 1), next) };
}

export function with_page(thread: Thread | undefined, page: MessagePage, which: 'newest' | 'older', epoch: number): Thread {
  const fresh = !thread || thread.epoch !== epoch;
  if (fresh) return { messages: page.items, older: page.previous_cursor, epoch };
  const known = new Set(thread.messages.map((message) => message.id));
  if (which === 'older') {
    const grown = { ...thread, older: null as string | null };
    const joined = page.items.reduce(with_message, grown);
    return { ...joined, older: page.previous_cursor };
  }
  // The newest page again: joins what is there when they overlap, else what is there has a hole and goes.
  if (thread.messages.length > 0 && !page.items.some((message) => known.has(message.id))) {
    return { messages: page.items, older: page.previous_cursor, epoch };
  }
  return page.items.reduce(with_message, thread);
}
