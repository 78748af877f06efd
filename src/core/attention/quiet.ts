import type { QuietHours } from './settings.ts';

/** The local time in a time zone, as “22:05”. */
const clockIn = (timeZone: string, at: Date): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at);

export function isQuiet({ from, to, timeZone }: QuietHours, at: Date): boolean {
  const now = clockIn(timeZone, at);
  return from < to ? from <= now && now < to : now >= from || now < to;
}

export function isTimeZone(name: string): boolean {
  try {
    clockIn(name, new Date(0));
    return true;
  } catch {
    return false;
  }
}
