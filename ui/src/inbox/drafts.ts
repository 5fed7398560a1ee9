// What a person began to write in a conversation, kept on this device until it is sent.
import { current } from './store';

const key_of = (conversation_id: string) => `recado.draft.${current().me}.${conversation_id}`;

export function read_draft(conversation_id: string): string {
  try {
    return localStorage.getItem(key_of(conversation_id)) ?? '';
  } catch {
    return '';
  }
}

export function write_draft(conversation_id: string, text: string): void {
  try {
    if (text) localStorage.setItem(key_of(conversation_id), text);
    else localStorage.removeItem(key_of(conversation_id));
  } catch {
    // full or forbidden: the draft lives as long as the screen
  }
}
