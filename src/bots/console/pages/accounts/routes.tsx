import type { Context, Hono } from 'hono';
import { explain } from '../../../../core/cards/explain.ts';
import type { Visit } from '../../../../core/intent.ts';
import { isRefusal, type Refusal } from '../../../../core/refusal.ts';
import type { ConsoleEnv, ConsoleParts } from '../../parts.ts';
import { deliveryOf, type Posted, readPosted } from '../../posted.ts';
import { words } from '../../words.ts';
import type { Made } from './linking.tsx';
import { AccountsPage } from './page.tsx';

type C = Context<ConsoleEnv>;
type Done = { made: Made } | Refusal | null;
type Act = (posted: Posted, visit: Visit) => Promise<Done>;

export function accountRoutes(app: Hono<ConsoleEnv>, parts: ConsoleParts): void {
  const { linking } = parts;
  const take = (path: string, act: Act): void => {
    app.post(`/accounts/${path}`, async (c) => {
      const posted = await readPosted(c);
      if (!posted) return c.text(words.badRequest, 400);
      const done = await act(posted, visitOf(posted));
      return done === null ? c.redirect('/accounts', 303) : show(parts, c, done);
    });
  };

  app.get('/accounts', (c) => show(parts, c, null));
  take('code', async ({ values: { project = '' } }, visit) => {
    const made = await linking.makeCode(project, visit);
    return isRefusal(made) ? made : { made: { projectId: project, ...made } };
  });
  take('confirm', ({ values: { project = '', request = '' } }, visit) =>
    linking.settle(project, { id: request, isMine: true }, visit),
  );
  take('decline', ({ values: { project = '', request = '' } }, visit) =>
    linking.settle(project, { id: request, isMine: false }, visit),
  );
  take('unlink', ({ values: { project = '', link = '' } }, visit) => linking.unlink(project, link, visit));
}

const visitOf = (posted: Posted): Visit => ({
  account: posted.visitor.account,
  where: { surface: 'console', channel: null, thread: null },
  delivery: deliveryOf(posted),
  source: 'console_form',
  at: posted.at,
});

/** A code is shown in the answer to what made it, and in no other. */
async function show({ linking }: ConsoleParts, c: C, done: Done): Promise<Response> {
  const visitor = c.get('visitor');
  const known = await linking.of(visitor.account);
  if (done === null) return c.html(<AccountsPage visitor={visitor} known={known} />);
  if ('made' in done) return c.html(<AccountsPage visitor={visitor} known={known} made={done.made} />);
  return c.html(<AccountsPage visitor={visitor} known={known} refused={explain(done, new Date())} />, 403);
}
