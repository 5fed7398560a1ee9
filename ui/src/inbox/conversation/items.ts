// The thread as it is drawn: days, and messages grouped by who wrote them.
import { day_key } from '@/shared/time';

import type { Line } from '../select';

export type Item =
  | { kind: 'top'; key: 'top' }
  | { kind: 'day'; key: string; at: string }
  | { kind: 'line'; key: string; line: Line; first: boolean; last: boolean };

const same_breath_ms = 5 * 60_000;

function belong_together(a: Line | undefined, b: Line | undefined): boolean {
  if (!a || !b) return false;
  const [x, y] = [a.message, b.message];
  if (x.direction !== y.direction || x.author_id !== y.author_id) return false;
  if (day_key(x.sent_at) !== day_key(y.sent_at)) return false;
  return Math.abs(Date.parse(y.sent_at) - Date.parse(x.sent_at)) < same_breath_ms;
}

export function items_of(lines: readonly Line[]): Item[] {
  const items: Item[] = [{ kind: 'top', key: 'top' }];
  lines.forEach((line, at) => {
    const before = lines[at - 1];
    const day = day_key(line.message.sent_at);
    if (!before || day_key(before.message.sent_at) !== day) items.push({ kind: 'day', key: `day ${day}`, at: line.message.sent_at });
    items.push({
      kind: 'line',
      key: line.key,
      line,
      first: !belong_together(before, line),
      last: !belong_together(line, lines[at + 1]),
    });
  });
  return items;
}
