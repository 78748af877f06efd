import type { Hono } from 'hono';
import type { ConsoleEnv, ConsoleParts } from '../../parts.ts';
import { NumbersPage, spans } from './page.tsx';

const dayLength = 86_400_000;

export function numbersRoutes(app: Hono<ConsoleEnv>, parts: ConsoleParts): void {
  app.get('/numbers', async (c) => {
    const visitor = c.get('visitor');
    const projects = await parts.roster.projects(visitor.account);
    const project = projects.find(({ id }) => id === c.req.query('project'))?.id ?? '';
    const days = spans.find((span) => String(span) === c.req.query('days')) ?? 30;
    const now = Date.now();
    // Today and the days before it, each whole: as many columns as the span has days.
    const since = (Math.floor(now / dayLength) - days + 1) * dayLength;
    const projectIds = project === '' ? projects.map(({ id }) => id) : [project];
    const numbers = await parts.records.numbers(projectIds, new Date(since), new Date(now));
    return c.html(<NumbersPage {...{ visitor, projects, project, days, numbers }} />);
  });
}
