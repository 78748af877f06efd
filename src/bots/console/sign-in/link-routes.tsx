import { type Context, Hono } from 'hono';
import { accountOf, type ConsoleEnv, type ConsoleParts } from '../parts.ts';
import { digestOf, isSecret } from '../secrets.ts';
import type { limitSignIns } from './limit.ts';
import { LinkPage, TooManyPage, UsedLinkPage } from './pages.tsx';
import { openSession } from './session.ts';

type C = Context<ConsoleEnv>;

/**
 * Signing in by a printed link. To open it shows whom it is for; only the press of its button takes it, from a page of ours: a
 * link scanner uses nothing up, and nobody is signed in by a link that another sent them (login CSRF).
 */
export function linkRoutes(parts: ConsoleParts, limit: ReturnType<typeof limitSignIns>): Hono<ConsoleEnv> {
  const { store, roster } = parts;
  const app = new Hono<ConsoleEnv>();
  // Asked first, counted then: what others guess never keeps a right link out.
  const refuse = async (c: C): Promise<Response> =>
    (await limit.fail(c)) ? c.html(<UsedLinkPage />, 401) : c.html(<TooManyPage />, 429);

  app.get('/sign-in/:secret', async (c) => {
    const secret = c.req.param('secret');
    const user = isSecret(secret) ? await store.findLink(digestOf(secret), new Date()) : null;
    if (user === null) return refuse(c);
    return c.html(<LinkPage name={await roster.nameOf(accountOf(user))} action={c.req.path} />);
  });

  app.post('/sign-in/:secret', async (c, next) => {
    const secret = c.req.param('secret');
    // The name of another house: its button posts to the same path.
    if (!isSecret(secret)) return next();
    const user = await store.takeLink(digestOf(secret), new Date());
    if (user === null) return refuse(c);
    await openSession(c, parts, accountOf(user));
    return c.redirect('/', 303);
  });

  return app;
}
