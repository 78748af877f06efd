import type { Context, Hono } from 'hono';
import { askKinds } from '../../../../core/ask/ask.ts';
import { mostAtOnce } from '../../../../core/bulk.ts';
import type { AskFilter } from '../../../../core/records/records.ts';
import type { LiveView } from '../../live.ts';
import type { ConsoleEnv, ConsoleParts } from '../../parts.ts';
import { deliveryOf, isId, readPosted } from '../../posted.ts';
import { words } from '../../words.ts';
import { followAsks } from '../asks/follow-asks.tsx';
import { readAsks } from '../asks/read.ts';
import { readPage } from '../read-page.ts';
import { InboxPage } from './inbox-page.tsx';
import { parseItems, verbIn } from './items.ts';
import { Line } from './line.tsx';
import { lookAt } from './look.ts';
import { LookPage, NothingChosenPage } from './look-page.tsx';
import { ResultsPage } from './results-page.tsx';

type C = Context<ConsoleEnv>;

/** Each brings its card and text along. */
const perPage = 25;

export function inboxRoutes(app: Hono<ConsoleEnv>, parts: ConsoleParts, live: LiveView): void {
  app.get('/inbox', (c) => list(parts, c));
  app.get('/inbox/events', (c) => events(parts, c, live));
  app.get('/inbox/look', (c) => look(parts, c));
  app.post('/inbox/answer', (c) => answer(parts, c));
}

async function list(parts: ConsoleParts, c: C): Promise<Response> {
  const visitor = c.get('visitor');
  const project = c.req.query('project') ?? '';
  const kind = askKinds.find((it) => it === c.req.query('kind'));
  const projects = await parts.roster.projects(visitor.account);
  const filter: AskFilter = {
    projectIds: projects.map(({ id }) => id).filter((id) => project === '' || id === project),
    ...(kind ? { kinds: [kind] } : {}),
  };
  const { items, after, next } = await readPage(
    (behind) => parts.records.openAsks(filter, { limit: perPage, after: behind }),
    c.req.query('after') ?? null,
  );
  const ids = items.map(({ ask }) => ask.id);
  const waiting = await readAsks(parts, ids, visitor.account);
  return c.html(<InboxPage {...{ visitor, projects, waiting, after, next }} query={{ project, kind: kind ?? '' }} />);
}

async function events(parts: ConsoleParts, c: C, live: LiveView): Promise<Response> {
  const visitor = c.get('visitor');
  const { page = '', asks = '' } = c.req.query();
  const ids = asks.split(' ').filter(isId).slice(0, perPage);
  const shown = await readAsks(parts, ids, visitor.account);
  return live(
    c,
    followAsks(parts, shown, visitor, (now) => <Line waiting={now} page={page} />),
  );
}

async function look(parts: ConsoleParts, c: C): Promise<Response> {
  const visitor = c.get('visitor');
  const verb = verbIn(c.req.query('verb'));
  const items = parseItems(c.req.queries('item') ?? []);
  if (!verb || !items) return c.text(words.badRequest, 400);
  if (items.length === 0) return c.html(<NothingChosenPage visitor={visitor} />);
  const few = items.slice(0, mostAtOnce);
  const ids = few.map(({ askId }) => askId);
  const found = await readAsks(parts, ids, visitor.account);
  return c.html(<LookPage visitor={visitor} look={lookAt(verb, few, found)} />);
}

async function answer(parts: ConsoleParts, c: C): Promise<Response> {
  const posted = await readPosted(c);
  const verb = verbIn(posted?.values.verb);
  const items = parseItems((posted?.values.items ?? '').split(' ').filter((item) => item !== ''));
  if (!posted || !verb || !items) return c.text(words.badRequest, 400);
  const { visitor, at, values } = posted;
  const where = { surface: 'console' as const, channel: null, thread: null };
  const visit = { account: visitor.account, where, delivery: deliveryOf(posted), source: 'console_form' as const, at };
  const results = await parts.answerAll({ verb, items }, visit);
  return c.html(<ResultsPage visitor={visitor} results={results} values={values} />);
}
