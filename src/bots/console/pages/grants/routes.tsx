import type { Hono } from 'hono';
import type { ConsoleEnv, ConsoleParts } from '../../parts.ts';
import { GrantsPage } from './page.tsx';
import { readGrants } from './read.ts';

export function grantRoutes(app: Hono<ConsoleEnv>, parts: ConsoleParts): void {
  app.get('/grants', async (c) => {
    const visitor = c.get('visitor');
    const { project = '', by = '' } = c.req.query();
    const all = await readGrants(parts, visitor.account, new Date());
    return c.html(<GrantsPage visitor={visitor} all={all} query={{ project, by: by.slice(0, 200) }} />);
  });
}
