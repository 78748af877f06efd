import type { Hono } from 'hono';
import type { ConsoleEnv, ConsoleParts } from '../../parts.ts';
import { NotFoundPage } from '../plain.tsx';
import { readPage } from '../read-page.ts';
import { ActivityDetailPage } from './detail-page.tsx';
import { ActivityPage } from './list-page.tsx';
import { filterOf, readDetail, readQuery } from './read.ts';

const entriesOnPage = 50;

export function activityRoutes(app: Hono<ConsoleEnv>, parts: ConsoleParts): void {
  app.get('/activity', async (c) => {
    const visitor = c.get('visitor');
    const projects = await parts.roster.projects(visitor.account);
    const projectIds = projects.map(({ id }) => id);
    const query = readQuery(c.req.query());
    const filter = filterOf(query, projectIds);
    const [people, { items, after, next }] = await Promise.all([
      parts.records.actors(projectIds),
      readPage(
        (behind) => parts.records.activity(filter, { limit: entriesOnPage, after: behind }),
        c.req.query('after') ?? null,
      ),
    ]);
    return c.html(<ActivityPage {...{ visitor, projects, people, query, after, next }} records={items} />);
  });

  app.get('/activity/:id', async (c) => {
    const visitor = c.get('visitor');
    const detail = await readDetail(parts, visitor, c.req.param('id'));
    return detail ? c.html(<ActivityDetailPage visitor={visitor} detail={detail} />) : c.html(<NotFoundPage />, 404);
  });
}
