import { expect, it } from 'vitest';

import { hours_and_minutes } from '@/shared/time';

import { closes_soon, service_window } from './window';

const now = Date.parse('2026-01-02T09:00:00.000Z');
const ends = (iso: string | null) => service_window({ window_ends_at: iso }, now);

it('a customer who never wrote has no window', () => expect(ends(null)).toEqual({ state: 'never' }));

it('is closed from its very end', () => expect(ends('2026-01-02T09:00:00.000Z')).toEqual({ state: 'closed' }));

it('closes soon under two hours', () => {
  expect(closes_soon(ends('2026-01-02T10:59:59.000Z'))).toBe(true);
  expect(closes_soon(ends('2026-01-02T11:00:00.000Z'))).toBe(false);
  expect(closes_soon(ends(null))).toBe(false);
});

it('counts what is left in hours and minutes', () => {
  expect(hours_and_minutes(21 * 3_600_000 + 3.5 * 60_000)).toEqual({ hours: 21, minutes: 4 });
});
