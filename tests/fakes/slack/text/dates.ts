const styles: Record<string, Intl.DateTimeFormatOptions> = {
  date: { year: 'numeric', month: 'long', day: 'numeric' },
  date_num: { year: 'numeric', month: '2-digit', day: '2-digit' },
  date_short: { year: 'numeric', month: 'short', day: 'numeric' },
  date_long: { weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' },
  time: { hour: 'numeric', minute: '2-digit' },
  time_secs: { hour: 'numeric', minute: '2-digit', second: '2-digit' },
};

/** `date_pretty` says “today” where it can; a reader far from today sees what `date` says. */
const styleOf = (token: string): Intl.DateTimeFormatOptions | undefined => styles[token.replace('_pretty', '')];

/** Null for a format without a token that Slack knows: the fallback is shown then. */
export function formatDate(seconds: number, format: string, zone: string): string | null {
  const tokens = [...format.matchAll(/\{(\w+)\}/g)].map(([, token = '']) => token);
  if (tokens.length === 0 || !tokens.every((it) => it === 'ago' || styleOf(it))) return null;
  const at = new Date(seconds * 1000);
  return format.replace(/\{(\w+)\}/g, (_, token: string) => {
    if (token === 'ago') return at.toISOString();
    return new Intl.DateTimeFormat('en-US', { ...styleOf(token), timeZone: zone }).format(at);
  });
}
