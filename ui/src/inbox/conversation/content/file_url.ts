// Where the bytes of a file are.
import type { Message, MessageFile } from '@/api/types';

type Named = NonNullable<NonNullable<Message['content']>['media']>[number];

export const file_url = ({ id }: MessageFile): string => `/v1/media/${encodeURIComponent(id)}`;
export const thumbnail_url = ({ id }: MessageFile): string => `/v1/media/${encodeURIComponent(id)}/thumbnail`;

// An address that one of ours was sent with; nothing is loaded from there by itself.
export const sent_link = ({ link }: Named): string | null => (link?.startsWith('https://') ? link : null);
