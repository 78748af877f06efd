import type { Context } from 'hono';

/** A path of our own, with its query, or the top: signing in must lead nowhere else. */
export function ownPath(text: string): string {
  const home = 'http://own.invalid';
  if (text.length > 2000 || !text.startsWith('/') || !URL.canParse(text, home)) return '/';
  // Parsed as a browser will: `\` counts as `/`, tabs as nothing, and `/..//x` leads to `//x`.
  const { origin, pathname, search } = new URL(text, home);
  return origin === home && !/^\/(\/|sign-)/.test(pathname) ? pathname + search : '/';
}

/** What the browser calls us; `knownHost` has let through only our own names. */
export const ownBase = (c: Context, publicUrl: URL | null): URL =>
  publicUrl ?? new URL(`http://${c.req.header('host') ?? new URL(c.req.url).host}`);

/** Whether the browser is at one of our names that no other house would send it back to. */
export const isElsewhere = (c: Context, publicUrl: URL | null): boolean =>
  publicUrl !== null && c.req.header('host') !== publicUrl.host;

/** A link preview or a prefetch must use nothing up. */
export const isOnlyLooking = (c: Context): boolean =>
  c.req.raw.method === 'HEAD' || /prefetch|preview/.test(c.req.header('sec-purpose') ?? c.req.header('purpose') ?? '');
