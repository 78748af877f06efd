import { Hono } from 'hono';
import { provenAccounts } from '../../../core/people/recognize.ts';
import type { ConsoleEnv, ConsoleParts } from '../parts.ts';
import { ownPath } from './address.ts';
import { elsewhereRoutes } from './elsewhere.tsx';
import { limitSignIns } from './limit.ts';
import { linkRoutes } from './link-routes.tsx';
import { NoSessionPage, YouPage } from './pages.tsx';
import { closeSession, findSession } from './session.ts';

export function signInRoutes(parts: ConsoleParts): Hono<ConsoleEnv> {
  const app = new Hono<ConsoleEnv>();
  const limit = limitSignIns();

  app.get('/sign-in', async (c) => {
    const session = await findSession(c, parts);
    if (session === null) return c.html(<NoSessionPage ways={parts.ways} goTo={ownPath(c.req.query('to') ?? '/')} />);
    const name = await parts.roster.nameOf(session.account);
    return c.html(<YouPage name={name} account={session.account} />);
  });

  app.route('/', linkRoutes(parts, limit));
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
