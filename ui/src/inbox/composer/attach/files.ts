// Which kind of message a file becomes, and whether the number's provider will take it.
import type { Capabilities, SendMessage } from '@/api/types';

export type FileKind = 'image' | 'video' | 'audio' | 'document' | 'sticker';

const plain = (mime: string): string => mime.split(';')[0]!.trim();

// A picture or video of a kind that WhatsApp does not show goes as a document.
export function kind_of(file: Blob, can: Capabilities, wished: FileKind | null): FileKind {
  if (wished === 'document') return 'document';
  const fits = can.files.find((each) => each.type !== 'document' && each.type !== 'sticker' && each.mimes.includes(plain(file.type)));
  return (wished ?? fits?.type ?? 'document') as FileKind;
}

// The provider's limit in bytes that the file breaks; null when it fits.
export function broken_limit(file: Blob, kind: FileKind, can: Capabilities): number | null {
  const limit = can.files.find((each) => each.type === kind);
  return limit && file.size > limit.most_bytes ? limit.most_bytes : null;
}

export const captioned = (kind: FileKind, can: Capabilities): boolean =>
  kind === 'image' || kind === 'video' || (kind === 'document' && can.document_caption);

export function file_message(kind: FileKind, file_id: string, name: string, caption: string, voice: boolean): SendMessage {
  const media = { file_id, ...(kind === 'document' && { filename: name }), ...(voice && { voice: true }) };
  return { type: kind, media, ...(caption && { text: caption }) };
}
