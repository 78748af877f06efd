import { type Context, Hono } from 'hono';
import { answerOutage } from './answer-outage.tsx';
import { answerer } from './answer.tsx';
import { assetRoutes } from './assets.ts';
import { type Answer, edit, press, say, submit } from './deliver.ts';
import { channelPath } from './draw/message.tsx';
import { knownHost, limitBody, ownOrigin, withHeaders } from './guard.ts';
import { followRoom } from './follow-room.tsx';
import { limitPosts } from './limit-posts.tsx';
import { type LiveView, liveViews } from './live.ts';
import { accountRoutes } from './pages/accounts/routes.tsx';
import { activityRoutes } from './pages/activity/routes.tsx';
import { askRoutes } from './pages/asks/routes.tsx';
import { grantRoutes } from './pages/grants/routes.tsx';
import { numbersRoutes } from './pages/numbers/routes.tsx';
import { EmptyPage, NotFoundPage } from './pages/plain.tsx';
import { RoomPage } from './pages/room.tsx';
import { offeredTo } from './offered.ts';
import { findRun } from './pages/runs/read.ts';
import { runPages } from './pages/runs/routes.tsx';
import { type ConsoleEnv, type ConsoleParts, keyOf } from './parts.ts';
import { isId, type Posted, readPosted, runOf } from './posted.ts';
import { requireSession } from './sign-in/require-session.tsx';
import { signInRoutes } from './sign-in/routes.tsx';
import { consoleSurface, type ConsoleSurface } from './surface.ts';
import { findHead, itemsFor, page, readPanes, type View } from './view.ts';
import { words } from './words.ts';

/** The console: a chat in the browser. Other routes of the same server are mounted before it, since it answers every path. */
export function createConsole(parts: ConsoleParts): { app: Hono; surface: ConsoleSurface } {
  const inside = new Hono<ConsoleEnv>();
  inside.use(requireSession(parts), limitPosts(parts.postLimit));
  const live = liveViews(parts);
  addPages(inside, parts, live);
  inside.route('/', runPages(parts, live));
  addForms(inside, parts);
  askRoutes(inside, parts, live);
  activityRoutes(inside, parts);
  grantRoutes(inside, parts);
  numbersRoutes(inside, parts);
  accountRoutes(inside, parts);

  const app = new Hono();
  app.use(withHeaders, knownHost(parts.publicUrl));
  app.route('/', assetRoutes());
  app.use(ownOrigin(parts.publicUrl), limitBody);
  app.route('/', signInRoutes(parts));
  app.route('/', inside);
  app.notFound((c) => c.html(<NotFoundPage />, 404));
  app.onError((error, c) => answerOutage(parts, error, c));
  return { app, surface: consoleSurface(parts.store) };
}

const channelsOf = ({ roster }: ConsoleParts, c: Context<ConsoleEnv>) => roster.channels(c.get('visitor').account);

function readView(c: Context<ConsoleEnv>, channel: string, thread: string): View {
  const asked = Number(c.req.query('show') ?? page.first);
  const show = Number.isInteger(asked) ? Math.min(Math.max(asked, page.first), page.most) : page.first;
  return { channel, thread: thread === '' ? null : thread, show };
}

function addPages(app: Hono<ConsoleEnv>, parts: ConsoleParts, live: LiveView): void {
  app.get('/', async (c) => {
    const [first] = await channelsOf(parts, c);
    return first ? c.redirect(channelPath(first.id), 303) : c.html(<EmptyPage />);
  });

  app.get('/c/:channel/:thread?', async (c) => {
    const { channel, thread = '' } = c.req.param();
    const channels = await channelsOf(parts, c);
    if (!channels.some(({ id }) => id === channel)) return c.html(<NotFoundPage />, 404);
    if (thread !== '' && !isId(thread)) return c.html(<NotFoundPage />, 404);
    const visitor = c.get('visitor');
    const view = readView(c, channel, thread);
    const read = await readPanes(parts, view, visitor.account);
    if (thread !== '' && read.side === null) return c.html(<NotFoundPage />, 404);
    const as = itemsFor(parts, view, visitor.account);
    const main = await Promise.all(read.main.map(as));
    const panes = { main, side: read.side && (await Promise.all(read.side.map(as))) };
    const may = channels.find(({ id }) => id === channel)?.may ?? [];
    const completions = offeredTo(may, await parts.roster.completions(channel));
    return c.html(<RoomPage {...{ visitor, channels, completions, view, panes }} />);
  });

  app.get('/events', async (c) => {
    const channel = c.req.query('channel') ?? '';
    const channels = await channelsOf(parts, c);
    if (!channels.some(({ id }) => id === channel)) return c.text(words.noSuchChannel, 404);
    const thread = c.req.query('thread') ?? '';
    if (thread !== '' && !isId(thread)) return c.text(words.noSuchThread, 404);
    return live(c, followRoom(parts, readView(c, channel, thread), c.get('visitor')));
  });
}

function addForms(app: Hono<ConsoleEnv>, parts: ConsoleParts): void {
  const isThere = async ({ spot }: Posted): Promise<boolean> =>
    spot.thread === '' || (await findHead(parts.store, spot)) !== null;
  // A run's page is its thread by another way: who may not look at it says nothing there either (S9).
  const mayBeOn = async ({ spot, visitor }: Posted): Promise<boolean> => {
    const runId = runOf(spot);
    return runId === undefined || (await findRun(parts, visitor.account, runId)) !== null;
  };
  const missingOf = async (c: Context<ConsoleEnv>, posted: Posted): Promise<string | null> => {
    if (posted.spot.page !== undefined) return (await mayBeOn(posted)) ? null : words.noSuchRun;
    const channels = await channelsOf(parts, c);
    if (!channels.some(({ id }) => id === posted.spot.channel)) return words.noSuchChannel;
    // Who sees one channel must not write into a thread of another (FAILURES.md S9).
    return c.req.path === '/dismiss' || (await isThere(posted)) ? null : words.noSuchThread;
  };
  const take = (path: string, perform: (posted: Posted) => Promise<Answer>): void => {
    app.post(path, async (c) => {
      const posted = await readPosted(c);
      if (posted === null) return c.text(words.badRequest, 400);
      const missing = await missingOf(c, posted);
      if (missing !== null) return c.text(missing, 404);
      return answerer(parts, c)(posted, await perform(posted));
    });
  };
  take('/press', (posted) => press(parts, posted));
  take('/submit', (posted) => submit(parts, posted));
  take('/edit', (posted) => edit(parts, posted));
  take('/say', (posted) => say(parts, posted));
  take('/dismiss', async ({ spot, visitor }) => {
    await parts.store.dismiss(spot.message, keyOf(visitor.account));
    return { kind: 'reply', reply: { kind: 'nothing' } };
  });
}
