import type { Hono } from 'hono';
import { askKinds } from '../../../../core/ask/ask.ts';
import type { ConsoleEnv, ConsoleParts } from '../../parts.ts';
import { readAsks } from '../asks/read.ts';
import { readPage } from '../read-page.ts';
import { HistoryPage } from './history-page.tsx';
import { readSettled } from './read.ts';

export function historyRoutes(app: Hono<ConsoleEnv>, parts: ConsoleParts): void {
  app.get('/history', async (c) => {
    const visitor = c.get('visitor');
    const { project = '', person = '' } = c.req.query();
    const kind = askKinds.find((it) => it === c.req.query('kind'));
    const projects = await parts.roster.projects(visitor.account);
    const projectIds = projects.map(({ id }) => id).filter((id) => project === '' || id === project);
    const filter = { projectIds, decider: person === '' ? null : person, ...(kind ? { kinds: [kind] } : {}) };
    const [people, page] = await Promise.all([
      parts.records.actors(projectIds),
      readPage((after) => readSettled(parts, filter, after), c.req.query('after') ?? null),
    ]);
    const settled = await readAsks(parts, page.items, visitor.account);
    const query = { project, person, kind: kind ?? '' };
    const { after, next } = page;
    // Parts of the program and programs with keys are named with a colon; they decide nothing.
    const deciders = people.filter(({ id }) => !/^(client|system):/.test(id));
    return c.html(<HistoryPage {...{ visitor, projects, people: deciders, query, settled, after, next }} />);
  });
}
