// How far a message has come. The same rule as the server's (src/domain/delivery_status.h): never backwards; `failed` is
// final unless a later delivered, read or played contradicts it.
import type { MessageStatus } from '@/api/types';

const rank: Record<MessageStatus, number> = {
  received: 0,
  queued: 0,
  unknown: 0,
  sent: 1,
  failed: 2,
  delivered: 3,
  read: 4,
  played: 5,
  deleted: 6,
};

export const goes_backwards = (current: MessageStatus, reported: MessageStatus): boolean => rank[reported] < rank[current];
