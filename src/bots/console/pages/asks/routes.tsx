import type { Hono } from 'hono';
import type { ConsoleEnv, ConsoleParts } from '../../parts.ts';
import { isId } from '../../posted.ts';
import { historyRoutes } from '../history/routes.tsx';
import { inboxRoutes } from '../inbox/routes.tsx';
import { NotFoundPage } from '../plain.tsx';
import { AskPage } from './ask-page.tsx';
import { readAsks } from './read.ts';

/** The pages of questions: each alone, those that are open, those that are settled. */
export function askRoutes(app: Hono<ConsoleEnv>, parts: ConsoleParts): void {
  app.get('/asks/:id', async (c) => {
    const askId = c.req.param('id');
    const visitor = c.get('visitor');
    const [found] = isId(askId) ? await readAsks(parts, [askId], visitor.account) : [];
    return found ? c.html(<AskPage visitor={visitor} found={found} />) : c.html(<NotFoundPage />, 404);
  });
  inboxRoutes(app, parts);
  historyRoutes(app, parts);
}
