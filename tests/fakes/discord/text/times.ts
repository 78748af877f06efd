import type { Names } from './passage.ts';

/** https://docs.discord.com/developers/reference#message-formatting-timestamp-styles, as an English client of the US writes them. */
const styles: Record<string, Intl.DateTimeFormatOptions> = {
  t: { timeStyle: 'short' },
  T: { timeStyle: 'medium' },
  d: { dateStyle: 'short' },
  D: { dateStyle: 'long' },
  f: { dateStyle: 'long', timeStyle: 'short' },
  F: { dateStyle: 'full', timeStyle: 'short' },
};

const units: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
];

function relative(seconds: number): string {
  const [unit, size] = units.find(([, length]) => Math.abs(seconds) >= length) ?? ['second', 1];
  return new Intl.RelativeTimeFormat('en-US', { numeric: 'auto' }).format(Math.round(seconds / size), unit);
}

/** What `<t:1700000000:R>` is read as. */
export function readTime(unix: number, style: string, names: Names): string {
  if (style === 'R') return relative(unix - names.now() / 1000);
  const options = { ...(styles[style] ?? styles.f), timeZone: names.zone };
  // Between the time and AM, ICU writes a narrow space that nobody types.
  return new Intl.DateTimeFormat('en-US', options).format(new Date(unix * 1000)).replace(/\u202f/g, ' ');
}
