// Sending a message of ours again that has failed. The key stays the same for as long as the person is at it, so that asking
// twice sends once.
import { send_again as ask } from '@/api/inbox';
import type { Message } from '@/api/types';

import { dispatch } from './store';

export const may_be_sent_again = (message: Message): boolean =>
  message.direction === 'outbound' && message.client_key !== null && message.retried_by === null && (message.status === 'failed' || is_uncertain(message));

// The answer was lost and no status came in time.
export const is_uncertain = (message: Message): boolean => message.status === 'unknown' && message.error?.reason === 'outcome_unknown';

export async function send_again(message: Message, client_key: string): Promise<void> {
  const sent = await ask(message.conversation_id, message.id, client_key);
  dispatch({ type: 'send_accepted', client_key, message: sent });
}
