import type { Context, MiddlewareHandler } from 'hono';
import { Hono } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { ConsoleSessions } from '../../core/console/sessions.ts';
import { NoSessionPage, SignedInPage, UsedLinkPage } from './pages/sign-in.tsx';
import { accountOf, type ConsoleEnv, type ConsoleParts } from './parts.ts';
import { digestOf, newSecret } from './secrets.ts';

const minute = 60_000;
const linkLife = 60 * minute;
const sessionLife = 30 * 24 * 60 * minute;
const idleLife = 3 * 24 * 60 * minute;
const cookie = 'wheelhouse_session';

/** A one-time link for this user, as a path: whoever prints it knows the address before it. */
export async function createSignInLink(sessions: ConsoleSessions, user: string): Promise<string> {
  const secret = newSecret();
  await sessions.addLink(digestOf(secret), user, new Date(Date.now() + linkLife));
  return `/sign-in/${secret}`;
}

/** A link preview or a prefetch must not use the link up. */
const isOnlyLooking = (c: Context): boolean =>
  c.req.raw.method === 'HEAD' || /prefetch|preview/.test(c.req.header('sec-purpose') ?? c.req.header('purpose') ?? '');

/** A new secret at every sign-in, whatever cookie came with it: a planted session is worth nothing. */
async function openSession(c: Context, { store, publicUrl }: ConsoleParts, user: string): Promise<void> {
  const old = getCookie(c, cookie);
  if (old !== undefined) await store.endSession(digestOf(old));
  const secret = newSecret();
  const idleUntil = new Date(Date.now() + idleLife);
  const session = { account: accountOf(user), idleUntil };
  await store.addSession(digestOf(secret), session, new Date(Date.now() + sessionLife));
  const secure = publicUrl?.protocol === 'https:';
  setCookie(c, cookie, secret, { path: '/', httpOnly: true, sameSite: 'Strict', secure, maxAge: sessionLife / 1000 });
}

export function signInRoutes(parts: ConsoleParts): Hono<ConsoleEnv> {
  const app = new Hono<ConsoleEnv>();

  app.get('/sign-in/:secret', async (c) => {
    if (isOnlyLooking(c)) return c.body(null, 204);
    const user = await parts.store.takeLink(digestOf(c.req.param('secret')), new Date());
    if (user === null) return c.html(<UsedLinkPage />, 401);
    await openSession(c, parts, user);
    // A page that goes on by itself, not a redirect: one that began in another site would come without a Strict cookie.
    return c.html(<SignedInPage />);
  });

  app.post('/sign-out', async (c) => {
    const secret = getCookie(c, cookie);
    if (secret !== undefined) await parts.store.endSession(digestOf(secret));
    deleteCookie(c, cookie, { path: '/' });
    return c.redirect('/', 303);
  });

  return app;
}

/** Lets in who has a session; the others are told how to get one. */
export const requireSession =
  ({ store, roster }: ConsoleParts): MiddlewareHandler<ConsoleEnv> =>
  async (c, next) => {
    const secret = getCookie(c, cookie);
    const session = secret === undefined ? null : digestOf(secret);
    const found = session === null ? null : await store.findSession(session, new Date());
    if (session === null || found === null) return c.html(<NoSessionPage />, 401);
    const { account } = found;
    c.set('visitor', { account, name: await roster.nameOf(account), session });
    await next();
    return undefined;
  };
