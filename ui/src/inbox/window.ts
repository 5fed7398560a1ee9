// The service window of a conversation at a moment.
import type { Conversation } from '@/api/types';

export type ServiceWindow = { state: 'never' } | { state: 'open'; left_ms: number } | { state: 'closed' };

const soon_ms = 2 * 60 * 60_000;

export function service_window(conversation: Pick<Conversation, 'window_ends_at'>, now: number): ServiceWindow {
  if (conversation.window_ends_at === null) return { state: 'never' };
  const left_ms = Date.parse(conversation.window_ends_at) - now;
  return left_ms > 0 ? { state: 'open', left_ms } : { state: 'closed' };
}

export const closes_soon = (window: ServiceWindow): boolean => window.state === 'open' && window.left_ms < soon_ms;
