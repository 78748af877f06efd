import type { Context, Hono } from 'hono';
import { askKinds } from '../../../../core/ask/ask.ts';
import { type BulkItem, mostAtOnce } from '../../../../core/bulk.ts';
import type { AskFilter, AskRecord, MergedAsk } from '../../../../core/records/records.ts';
import type { LiveView } from '../../live.ts';
import type { ConsoleEnv, ConsoleParts } from '../../parts.ts';
import { deliveryOf, isId, readPosted } from '../../posted.ts';
import { words } from '../../words.ts';
import { followAsks } from '../asks/follow-asks.tsx';
import { readAsks } from '../asks/read.ts';
import { readPage } from '../read-page.ts';
import { type Entry, InboxPage } from './inbox-page.tsx';
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
  const alike = alikeIn(c);
  const { items, after, next } = await readPage<AskRecord & Partial<MergedAsk>>(
    (behind) =>
      alike === ''
        ? parts.records.mergedAsks(filter, { limit: perPage, after: behind })
        : parts.records.openAsks({ ...filter, alike }, { limit: perPage, after: behind }),
    c.req.query('after') ?? null,
  );
  const counts = new Map(items.map((item) => [item.ask.id, item.alike ?? 1]));
  const waiting = await readAsks(parts, [...counts.keys()], visitor.account);
  const entries = waiting.map((first): Entry => ({ first, count: counts.get(first.view.ask.id) ?? 1 }));
  const query = { project, kind: kind ?? '', alike };
  return c.html(<InboxPage {...{ visitor, projects, entries, after, next, query }} />);
}

/** The Ask whose like are meant; '' is none. */
function alikeIn(c: C): string {
  const id = c.req.query('alike') ?? '';
  return isId(id) ? id : '';
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
  const chosen = parseItems(c.req.queries('item') ?? []);
  if (!verb || !chosen) return c.text(words.badRequest, 400);
  const alike = alikeIn(c);
  const { items, more } = alike === '' ? firstOf(chosen) : await itemsAlike(parts, c, alike);
  if (items.length === 0) return c.html(<NothingChosenPage visitor={visitor} />);
  const ids = items.map(({ askId }) => askId);
  const found = await readAsks(parts, ids, visitor.account);
  return c.html(<LookPage visitor={visitor} look={lookAt(verb, items, found)} hasMore={more} />);
}

interface Chosen {
  items: readonly BulkItem[];
  /** More were meant than are answered at once. */
  more: boolean;
}

const firstOf = (items: readonly BulkItem[]): Chosen => ({
  items: items.slice(0, mostAtOnce),
  more: items.length > mostAtOnce,
});

/** As they are now; what changes between this look and the answer is left out, and says so. */
async function itemsAlike(parts: ConsoleParts, c: C, alike: string): Promise<Chosen> {
  const projects = await parts.roster.projects(c.get('visitor').account);
  const filter = { projectIds: projects.map(({ id }) => id), alike };
  const { items, next } = await parts.records.openAsks(filter, { limit: mostAtOnce, after: null });
  return { items: items.map(({ ask }) => ({ ...ask, askId: ask.id })), more: next !== null };
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
