// Reacting to a message. The reaction shows on its message as soon as the server has told it; a refusal is a note.
import { send_message } from '@/api/inbox';
import type { Message } from '@/api/types';

export const own_reaction = (message: Message): string | null =>
  message.reactions.find((reaction) => reaction.direction === 'outbound')?.emoji ?? null;

// The same emoji again takes it back.
export const react = (message: Message, emoji: string): Promise<unknown> =>
  send_message(message.conversation_id, crypto.randomUUID(), {
    type: 'reaction',
    reaction: { message_id: message.id, emoji: own_reaction(message) === emoji ? '' : emoji },
  });
