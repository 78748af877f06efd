import { Hono } from 'hono';
import { provenAccounts } from '../../../core/people/recognize.ts';
import { accountOf, type ConsoleEnv, type ConsoleParts } from '../parts.ts';
import { digestOf, isSecret } from '../secrets.ts';
import { isOnlyLooking, ownPath } from './address.ts';
import { elsewhereRoutes } from './elsewhere.tsx';
import { limitSignIns } from './limit.ts';
import { NoSessionPage, OnwardPage, TooManyPage, UsedLinkPage, YouPage } from './pages.tsx';
import { closeSession, findSession, openSession } from './session.ts';
import { words } from './words.ts';

export function signInRoutes(parts: ConsoleParts): Hono<ConsoleEnv> {
  const app = new Hono<ConsoleEnv>();
  const limit = limitSignIns();

  app.get('/sign-in', async (c) => {
    const session = await findSession(c, parts);
    if (session === null) return c.html(<NoSessionPage ways={parts.ways} goTo={ownPath(c.req.query('to') ?? '/')} />);
    const name = await parts.roster.nameOf(session.account);
    return c.html(<YouPage name={name} account={session.account} />);
  });

  app.get('/sign-in/:secret', async (c) => {
    if (isOnlyLooking(c)) return c.body(null, 204);
    const secret = c.req.param('secret');
    const user = isSecret(secret) ? await parts.store.takeLink(digestOf(secret), new Date()) : null;
    // Asked first, counted then: what others guess never keeps a right link out.
    if (user === null) return (await limit.fail(c)) ? c.html(<UsedLinkPage />, 401) : c.html(<TooManyPage />, 429);
    await openSession(c, parts, accountOf(user));
    // A page that goes on by itself, not a redirect: one that began in another site would come without a Strict cookie.
    return c.html(<OnwardPage title={words.signedInTitle} goTo="/" />);
  });

  app.route('/', elsewhereRoutes(parts, limit));

  app.post('/sign-out', async (c) => {
    await closeSession(c, parts);
    return c.redirect('/sign-in', 303);
  });

  app.post('/sign-out/everywhere', async (c) => {
    const session = await findSession(c, parts);
    if (session !== null) {
      const known = await parts.roster.accountsOf(session.account);
      await parts.store.endSessionsOf([...provenAccounts(session.account), ...known]);
    }
    await closeSession(c, parts);
    return c.redirect('/sign-in', 303);
  });

  return app;
}
