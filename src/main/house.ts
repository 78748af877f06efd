import { Hono } from 'hono';
import type { Logger } from 'pino';
import { consoleStore } from '../../db/console.ts';
import { listenToConsole } from '../../db/console/hints.ts';
import { createBodies } from '../../db/bodies.ts';
import { createTalks } from '../../db/talks.ts';
import { createHints } from '../../db/hints.ts';
import { oncePerWord } from '../../db/left-out.ts';
import { createLinks } from '../../db/links.ts';
import { createOutbox } from '../../db/outbox.ts';
import { createPeople } from '../../db/people.ts';
import { createPostings } from '../../db/postings.ts';
import { createProjects } from '../../db/projects.ts';
import { createRefresh } from '../../db/refresh.ts';
import { createRecords } from '../../db/records.ts';
import { rememberNumbers } from '../../db/records/remembered.ts';
import { createRefusals } from '../../db/refusals.ts';
import { createReminders } from '../../db/reminders.ts';
import { createRuns } from '../../db/runs.ts';
import { createSweep } from '../../db/sweep.ts';
import { createTroubles } from '../../db/troubles.ts';
import { createViews } from '../../db/views.ts';
import { createExecutors } from '../agents/executors.ts';
import { modelOf } from '../agents/model/choice.ts';
import type { Config } from '../config.ts';
import type { ProjectRecord } from '../core/ports.ts';
import { reminderRound } from '../core/attention/round.ts';
import { decide } from '../core/run/decide.ts';
import { createDoor } from '../intents/door.ts';
import type { DoorPorts } from '../intents/ports.ts';
import { createSuggest } from '../intents/suggest.ts';
import { createDispatch, type Dispatch } from '../jobs/dispatch.ts';
import { openQueues } from '../jobs/queue.ts';
import { surfaceLookup } from '../jobs/routes.ts';
import { settingsFor } from '../jobs/settings.ts';
import type { Rules } from '../jobs/stage/parts.ts';
import { startJobs } from '../jobs/start.ts';
import type { Redact } from '../telemetry/redact.ts';
import { openApi } from './api.ts';
import { openConsole } from './console.ts';
import { openDiscord, openDiscordAccess } from './discord.ts';
import type { GuardedDatabase } from './heads.ts';
import { createDrawing } from './drawing.ts';
import { asksOf, createGrounds } from './grounds.ts';
import { storeProjects } from './projects.ts';
import { openSlack, openSlackAccess } from './slack.ts';
import { openWatch, type Watch } from './watch.ts';

export type Part = 'worker' | 'bots' | 'api';

export interface HouseOptions {
  config: Config;
  database: GuardedDatabase;
  projects: readonly ProjectRecord[];
  parts: readonly Part[];
  log: Logger;
  redact: Redact;
  /** The folder in which each run has a folder of its own. */
  workspaces: string;
}

export interface House {
  /** The routes of the parts that this process runs. */
  app: Hono;
  /** Health, readiness and metrics, to be served on a port of their own. */
  watched: Hono;
  sessions: ReturnType<typeof consoleStore>;
  /** Reports not ready, and finishes the work in hand or hands it back. The console keeps answering meanwhile. */
  drain(): Promise<void>;
  close(): Promise<void>;
}

/** The composition root: makes all parts, and gives each what it needs of the others. */
export async function openHouse(options: HouseOptions): Promise<House> {
  const { config, database, projects: records, parts, log, redact, workspaces } = options;
  const { client } = database;
  const settings = settingsFor(config.leaseMs);
  const queueOptions = { redisUrl: config.redisUrl, databaseUrl: database.url, prefix: 'wheelhouse' };
  const queues = await openQueues({ ...queueOptions, settings, log });

  const postings = createPostings(client);
  const dispatch = createDispatch({ queues, surfaceOf: surfaceLookup(postings), settings, log });
  const watch = openWatch({ config, database, queues, settings, parts, log, redact });
  const slackAccess = await openSlackAccess(config, client, log);
  const discordAccess = await openDiscordAccess(config, client, log);
  const groups = { slack: slackAccess?.groups ?? null, discord: discordAccess?.groups ?? null };
  const groundOf = createGrounds(asksOf(slackAccess, discordAccess));
  const stores = createStores({ database, dispatch, watch, groups, groundOf, log });
  await storeProjects(stores.projects, records);

  const hints = await createHints(client);
  const consoleHints = await listenToConsole(client.sql);
  const models = { ...config.model, keyNamed: config.keyNamed };
  const door = {
    ...stores,
    log,
    refresh: createRefresh(client, dispatch),
    modelOf: (project, role) => {
      const { name, price, rehearsal } = modelOf(role, project, models);
      return { name, priced: rehearsal || price !== null, rehearses: rehearsal };
    },
  } satisfies DoorPorts;
  const open = createDoor(door);
  const chat = openConsole({ config, stores, door, open, hints, consoleHints, slackAccess, discordAccess, log });
  const isBots = parts.includes('bots');
  const around = { config, client, door: open, refresh: door.refresh, stores, log };
  const slack = isBots ? await openSlack({ ...around, access: slackAccess, hints }) : null;
  const suggest = createSuggest(door);
  const discord = isBots ? await openDiscord({ ...around, access: discordAccess, suggest }) : null;
  const executors = Object.values(createExecutors({ host: config.hostEnvironment, workspaces, models }));
  const jobs = await startJobs({
    ...stores,
    hints,
    rules: withoutSecrets(redact),
    executors,
    drawing: createDrawing(stores.views, stores.bodies, stores.reminders),
    surfaces: [chat.surface, ...[slack, discord].flatMap((it) => it?.surface ?? [])],
    queues,
    parts: parts.filter((part) => part !== 'api'),
    settings,
    log,
  });

  watch.running(jobs);
  slack?.start();
  discord?.start();

  const app = new Hono();
  app.use(watch.request);
  app.route('/', watch.routes);
  // Mounted before the console, which answers every path.
  if (parts.includes('api')) app.route('/', openApi(client, door));
  if (slack?.routes) app.route('/', slack.routes);
  if (isBots) app.route('/', chat.app);
  const drain = async (): Promise<void> => {
    watch.turnAway();
    await Promise.all([slack?.stop(), discord?.stop(), jobs.stop()]);
    slackAccess?.api.stop();
    discordAccess?.api.stop();
  };
  const close = async (): Promise<void> => {
    await queues.close();
    await consoleHints.end();
    await watch.close();
    await database.close();
  };
  return { app, watched: watch.routes, sessions: stores.console, drain, close };
}

/** Error texts of commands, endpoints and drivers are shown on cards and kept in the ledger: secrets are taken out of them first (S16). */
const withoutSecrets =
  (redact: Redact): Rules =>
  (state, event) =>
    decide(state, 'error' in event ? { ...event, error: redact(event.error) } : event);

interface Beneath {
  database: GuardedDatabase;
  dispatch: Dispatch;
  watch: Watch;
  groups: Parameters<typeof createPeople>[0]['groups'];
  groundOf: ReturnType<typeof createGrounds>;
  log: Logger;
}

function createStores({ database: { client }, dispatch, watch, groups, groundOf, log }: Beneath) {
  const projects = createProjects(client);
  const links = createLinks(client);
  const onError = (error: unknown): void => {
    log.warn({ err: error }, 'Something after a commit failed; the sweep makes up for it.');
  };
  const onLeftOut = oncePerWord((why) => log.warn({ err: why }, 'Lists leave out what a newer Wheelhouse wrote.'));
  const reminders = createReminders(client, dispatch, onLeftOut);
  return {
    projects,
    runs: watch.runs(createRuns(client, { onCommitted: dispatch, onError })),
    bodies: createBodies(client),
    talks: createTalks(client),
    outbox: createOutbox(client),
    links,
    people: createPeople({ projects, links, groups }),
    postings: createPostings(client),
    records: rememberNumbers(createRecords(client, onLeftOut)),
    refusals: createRefusals(client),
    reminders,
    remind: reminderRound({ projects, links, reminders, groundOf }),
    sweep: createSweep(client),
    troubles: createTroubles(client),
    views: createViews(client, onLeftOut),
    console: consoleStore(client),
  };
}
