import { type Context, Hono } from 'hono';
import { type RunStatus, runStatuses } from '../../../../core/run/run.ts';
import type { LiveView } from '../../live.ts';
import type { ConsoleEnv, ConsoleParts } from '../../parts.ts';
import { isId } from '../../posted.ts';
import { PlainPage } from '../layout.tsx';
import { NotFoundPage } from '../plain.tsx';
import { readPage } from '../read-page.ts';
import { runWords as words } from '../../words/runs.ts';
import { completionsOf, followRun, InspectorPage } from './inspector.tsx';
import { RunListPage, runPath } from './list-page.tsx';
import { OutputPage } from './output-page.tsx';
import { findRun, findWithReader, inspect } from './read.ts';
import { RollbackForm } from './rollback-page.tsx';
import { sectionsOf } from './sections.tsx';
import { threadsOf } from './threads.ts';
import { VersionPage } from './version-page.tsx';
import { readVersions } from './versions.ts';
import { standingOf } from './version-standing.tsx';

type C = Context<ConsoleEnv>;

const runsOnPage = 30;
const chunksOnPage = 200;

/** Its run's or project's id, and its name. */
const isArtifactId = (text: string): boolean => /^[\w.-]{1,200}$/.test(text);

const notFound = (c: C) => c.html(<NotFoundPage />, 404);
const accountOf = (c: C) => c.get('visitor').account;
const wholeNumber = (text: string | undefined): number | null =>
  text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : null;

/** The list of runs, and what belongs to one. Who may not view its project is told that there is no such page. */
export function runPages(parts: ConsoleParts, live: LiveView): Hono<ConsoleEnv> {
  const app = new Hono<ConsoleEnv>();
  app.get('/runs', (c) => list(parts, c));
  app.get('/runs/:id', (c) => inspector(parts, c));
  app.get('/runs/:id/thread', (c) => thread(parts, c));
  app.get('/runs/:id/events', async (c) => {
    const id = c.req.param('id');
    if (!isId(id) || !(await findRun(parts, accountOf(c), id))) return notFound(c);
    return live(c, followRun(parts, id, c.get('visitor')));
  });
  app.get('/runs/:id/attempts/:attempt', (c) => output(parts, c));
  app.get('/runs/:id/artifacts/:artifact', (c) => version(parts, c));
  app.get('/runs/:id/rollback', (c) => rollback(parts, c));
  return app;
}

async function list(parts: ConsoleParts, c: C): Promise<Response> {
  const projects = await parts.roster.projects(accountOf(c));
  const status: RunStatus | null = runStatuses.find((it) => it === c.req.query('status')) ?? null;
  const filter = { projectIds: projects.map(({ id }) => id), ...(status === null ? {} : { statuses: [status] }) };
  const { items, after, next } = await readPage(
    (behind) => parts.records.runs(filter, { limit: runsOnPage, after: behind }),
    c.req.query('after') ?? null,
  );
  return c.html(<RunListPage visitor={c.get('visitor')} runs={items} {...{ projects, status, after, next }} />);
}

async function inspector(parts: ConsoleParts, c: C): Promise<Response> {
  const id = c.req.param('id') ?? '';
  const inspected = isId(id) ? await inspect(parts, accountOf(c), id) : null;
  if (!inspected) return notFound(c);
  const sections = sectionsOf(inspected, await completionsOf(parts, inspected), new Date());
  return c.html(<InspectorPage visitor={c.get('visitor')} inspected={inspected} sections={sections} />);
}

/** To its thread, wherever that is: here, or on another platform; to its own page where it has none. */
async function thread(parts: ConsoleParts, c: C): Promise<Response> {
  const view = await runIn(parts, c);
  if (!view) return notFound(c);
  const { id } = view.state.run;
  const { here, elsewhere } = await threadsOf(parts, accountOf(c), id);
  return c.redirect(here ?? elsewhere[0]?.url ?? runPath(id), 303);
}

/** The run of the address, and who looks at it, if they may. */
async function lookedAt(parts: ConsoleParts, c: C) {
  const id = c.req.param('id') ?? '';
  return isId(id) ? findWithReader(parts, accountOf(c), id) : null;
}

const runIn = async (parts: ConsoleParts, c: C) => (await lookedAt(parts, c))?.view ?? null;

async function output(parts: ConsoleParts, c: C): Promise<Response> {
  const view = await runIn(parts, c);
  const attempt = view?.attempts.find(({ id }) => id === c.req.param('attempt'));
  if (!view || !attempt) return notFound(c);
  const after = wholeNumber(c.req.query('after'));
  const chunks = await parts.records.output(attempt.id, after ?? -1, chunksOnPage);
  const next = chunks.length < chunksOnPage ? null : String(chunks.at(-1)?.sequence ?? '');
  const text = chunks.map((chunk) => chunk.text).join('');
  const began = after === null ? null : String(after);
  return c.html(<OutputPage visitor={c.get('visitor')} {...{ view, attempt, text, next }} after={began} />);
}

async function version(parts: ConsoleParts, c: C): Promise<Response> {
  const found = await lookedAt(parts, c);
  const id = c.req.param('artifact') ?? '';
  const [from, to] = [c.req.query('from'), c.req.query('to')];
  const asked = { from: wholeNumber(from), to: to === undefined ? 'in force' : wholeNumber(to) } as const;
  const read = found && isArtifactId(id) ? await readVersions(parts, found.view.state.run, id, asked) : null;
  if (!found || !read) return notFound(c);
  const standing = standingOf(found, read);
  return c.html(<VersionPage visitor={c.get('visitor')} run={found.view.state.run} {...read} standing={standing} />);
}

async function rollback(parts: ConsoleParts, c: C): Promise<Response> {
  const found = await lookedAt(parts, c);
  if (!found) return notFound(c);
  const { view, reader } = found;
  const form = <RollbackForm state={view.state} person={reader.person} to={c.req.query('to') ?? ''} />;
  if (c.req.header('accept') !== 'application/json')
    return c.html(<PlainPage title={words.rollBackTitle}>{form}</PlainPage>);
  const box = (
    <dialog class="dialog" aria-labelledby="dialog-title">
      {form}
    </dialog>
  );
  return c.json({ kind: 'dialog', html: (await box)?.toString() });
}
