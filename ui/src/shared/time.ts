// Clock and calendar as people read them, by Intl in the language of the screen.
import { useSyncExternalStore } from 'react';

const minute_ms = 60_000;
const day_ms = 24 * 60 * minute_ms;

// The time now, for screens that show how long something still lasts; moves every 15 seconds.
let tick = Date.now();
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  tick = Date.now();
  timer ??= setInterval(() => {
    tick = Date.now();
    for (const each of listeners) each();
  }, 15_000);
  return () => {
    listeners.delete(listener);
    if (listeners.size) return;
    clearInterval(timer);
    timer = undefined;
  };
}

export const use_now = (): number => useSyncExternalStore(subscribe, () => tick);

const formats = new Map<string, Intl.DateTimeFormat>();
function format(language: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = language + JSON.stringify(options);
  const known = formats.get(key) ?? new Intl.DateTimeFormat(language, options);
  formats.set(key, known);
  return known;
}

export const clock_time = (iso: string, language: string) =>
  format(language, { hour: 'numeric', minute: '2-digit' }).format(new Date(iso));

export const full_time = (iso: string, language: string) =>
  format(language, { dateStyle: 'long', timeStyle: 'short' }).format(new Date(iso));

export const day_key = (iso: string): string => {
  const date = new Date(iso);
  return `${date.getFullYear()}-${date.getMonth()}-${date.getDate()}`;
};

const start_of_day = (ms: number) => new Date(ms).setHours(0, 0, 0, 0);

// Whole days between two moments by the calendar: 0 today, 1 yesterday.
export const days_ago = (iso: string, now: number): number =>
  Math.round((start_of_day(now) - start_of_day(Date.parse(iso))) / day_ms);

function capitalised(text: string, language: string): string {
  return text.charAt(0).toLocaleUpperCase(language) + text.slice(1);
}

// "Today", "Yesterday", "Tuesday", "Tuesday, 3 March", with the year when it is another one.
export function day_name(iso: string, now: number, language: string): string {
  const ago = days_ago(iso, now);
  if (ago === 0 || ago === 1) {
    return capitalised(new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(-ago, 'day'), language);
  }
  const same_year = new Date(iso).getFullYear() === new Date(now).getFullYear();
  const options: Intl.DateTimeFormatOptions =
    ago > 1 && ago < 7 ? { weekday: 'long' } : { weekday: 'long', day: 'numeric', month: 'long', year: same_year ? undefined : 'numeric' };
  return capitalised(format(language, options).format(new Date(iso)), language);
}

// The time of a row in a list: the hour today, then the weekday, then the date.
export function row_time(iso: string, now: number, language: string): string {
  const ago = days_ago(iso, now);
  if (ago <= 0) return clock_time(iso, language);
  if (ago === 1) return capitalised(new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(-1, 'day'), language);
  if (ago < 7) return capitalised(format(language, { weekday: 'short' }).format(new Date(iso)), language);
  return format(language, { dateStyle: 'short' }).format(new Date(iso));
}

// Hours and minutes that are left, rounded up to the minute.
export function hours_and_minutes(ms: number): { hours: number; minutes: number } {
  const minutes = Math.max(0, Math.ceil(ms / minute_ms));
  return { hours: Math.floor(minutes / 60), minutes: minutes % 60 };
}
