import type { Context, MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { isLoopback } from '../../core/loopback.ts';
import { words } from './words.ts';

/** An edited artifact is the largest thing that is sent, in bytes. */
const largestBody = 1024 * 1024;

const headers = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  // Not no-referrer: with that, browsers send `Origin: null` with every form.
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
};

/** Nothing of another origin runs, frames or is loaded. */
export const withHeaders: MiddlewareHandler = async (c, next) => {
  await next();
  for (const [name, value] of Object.entries(headers)) c.res.headers.set(name, value);
  if (!c.res.headers.has('cache-control')) c.res.headers.set('cache-control', 'no-store');
};

const hostOf = (c: Context): URL | null => {
  const host = c.req.header('host') ?? new URL(c.req.url).host;
  return URL.canParse(`http://${host}`) ? new URL(`http://${host}`) : null;
};

/** Only under our own names: a foreign one that was pointed at this address gets nothing (DNS rebinding). */
export const knownHost =
  (publicUrl: URL | null): MiddlewareHandler =>
  async (c, next) => {
    const host = hostOf(c);
    const known = host !== null && (isLoopback(host.hostname) || c.req.header('host') === publicUrl?.host);
    if (!known) return c.text(words.strangeHost(c.req.header('host') ?? ''), 421);
    await next();
    return undefined;
  };

/** Every POST says where it was made, and that must be here (FAILURES.md S17). */
export const ownOrigin =
  (publicUrl: URL | null): MiddlewareHandler =>
  async (c, next) => {
    if (c.req.method !== 'POST') return next();
    const host = c.req.header('host') ?? '';
    // Whoever encrypts stands before us, under the public name; we ourselves speak plain HTTP.
    const scheme = host === publicUrl?.host ? publicUrl.protocol : 'http:';
    const site = c.req.header('sec-fetch-site') ?? 'same-origin';
    const own = c.req.header('origin') === `${scheme}//${host}` && site === 'same-origin';
    if (!own) return c.text(words.foreign, 403);
    await next();
    return undefined;
  };

export const limitBody = bodyLimit({
  maxSize: largestBody,
  // The rest of it is not read: nothing else can come over this connection.
  onError: (c) => c.text(words.tooBig, 413, { connection: 'close' }),
});
