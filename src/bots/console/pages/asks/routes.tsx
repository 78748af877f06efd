import type { Context, Hono } from 'hono';
import type { LiveView } from '../../live.ts';
import type { ConsoleEnv, ConsoleParts } from '../../parts.ts';
import { isId } from '../../posted.ts';
import { historyRoutes } from '../history/routes.tsx';
import { inboxRoutes } from '../inbox/routes.tsx';
import { NotFoundPage } from '../plain.tsx';
import { AloneCard, AskPage } from './ask-page.tsx';
import { followAsks } from './follow-asks.tsx';
import { type PersonalAsk, readAsks } from './read.ts';

/** The pages of questions: each alone, those that are open, those that are settled. */
export function askRoutes(app: Hono<ConsoleEnv>, parts: ConsoleParts, live: LiveView): void {
  const findAsk = async (c: Context<ConsoleEnv>): Promise<PersonalAsk | undefined> => {
    const askId = c.req.param('id') ?? '';
    return isId(askId) ? (await readAsks(parts, [askId], c.get('visitor').account))[0] : undefined;
  };
  app.get('/asks/:id', async (c) => {
    const found = await findAsk(c);
    return found ? c.html(<AskPage visitor={c.get('visitor')} found={found} />) : c.html(<NotFoundPage />, 404);
  });
  app.get('/asks/:id/events', async (c) => {
    const found = await findAsk(c);
    if (!found) return c.html(<NotFoundPage />, 404);
    return live(
      c,
      followAsks(parts, [found], c.get('visitor'), (now) => <AloneCard found={now} />),
    );
  });
  inboxRoutes(app, parts, live);
  historyRoutes(app, parts);
}
