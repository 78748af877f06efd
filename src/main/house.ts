import { Hono } from 'hono';
import type { Logger } from 'pino';
import type { consoleStore } from '../../db/console.ts';
import type { Client } from '../../db/client.ts';
import { createHints } from '../../db/hints.ts';
import { createPostings } from '../../db/postings.ts';
import { createRefresh } from '../../db/refresh.ts';
import { createExecutors } from '../agents/executors.ts';
import { modelOf, type ModelDefaults } from '../agents/model/choice.ts';
import type { Config } from '../config.ts';
import type { ProjectRecord } from '../core/ports.ts';
import { decide } from '../core/run/decide.ts';
import type { DoorPorts } from '../intents/ports.ts';
import { createDispatch, type Dispatch } from '../jobs/dispatch.ts';
import { openQueues } from '../jobs/queue.ts';
import { surfaceLookup } from '../jobs/routes.ts';
import { settingsFor } from '../jobs/settings.ts';
import type { Rules } from '../jobs/stage/parts.ts';
import { startJobs } from '../jobs/start.ts';
import type { Redact } from '../telemetry/redact.ts';
import { openApi } from './api.ts';
import { openDiscordAccess } from './discord.ts';
import { createDrawing } from './drawing.ts';
import type { GuardedDatabase } from './heads.ts';
import { storeProjects } from './projects.ts';
import { openSlackAccess } from './slack.ts';
import { createStores, type Stores } from './stores.ts';
import { openSurfaces } from './surfaces.ts';
import { openWatch } from './watch.ts';

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
  const { config, database, projects, parts, log, redact, workspaces } = options;
  const { client } = database;
  const models = { ...config.model, keyNamed: config.keyNamed };
  const settings = settingsFor(config.leaseMs);
  const queueOptions = { redisUrl: config.redisUrl, databaseUrl: database.url, prefix: 'wheelhouse' };
  const queues = await openQueues({ ...queueOptions, settings, log });
  const dispatch = createDispatch({ queues, surfaceOf: surfaceLookup(createPostings(client)), settings, log });
  const watch = openWatch({ config, database, queues, settings, parts, log, redact });

  const slack = await openSlackAccess(config, client, log);
  const discord = await openDiscordAccess(config, client, log);
  const access = { slack, discord };
  const stores = createStores({ client, dispatch, watch, access, log });
  await storeProjects(stores.projects, projects);

  const hints = await createHints(client);
  const door = doorPorts({ client, dispatch, stores, models, log });
  const isBots = parts.includes('bots');
  const surfaces = await openSurfaces({ config, client, access, stores, door, hints, isBots, log });
  const jobs = await startJobs({
    ...stores,
    hints,
    rules: withoutSecrets(redact),
    executors: Object.values(createExecutors({ host: config.hostEnvironment, workspaces, models })),
    drawing: createDrawing(stores.views, stores.bodies, stores.reminders),
    surfaces: surfaces.all,
    queues,
    parts: parts.filter((part) => part !== 'api'),
    settings,
    log,
  });
  watch.running(jobs);
  surfaces.start();

  const app = new Hono();
  app.use(watch.request);
  app.route('/', watch.routes);
  if (parts.includes('api')) app.route('/', openApi(client, door));
  for (const routes of surfaces.apps) app.route('/', routes);
  const drain = async (): Promise<void> => {
    watch.turnAway();
    await Promise.all([surfaces.stop(), jobs.stop()]);
    slack?.api.stop();
    discord?.api.stop();
  };
  const close = async (): Promise<void> => {
    await queues.close();
    await surfaces.close();
    await watch.close();
    await database.close();
  };
  return { app, watched: watch.routes, sessions: stores.console, drain, close };
}

interface BehindDoor {
  client: Client;
  dispatch: Dispatch;
  stores: Stores;
  models: ModelDefaults;
  log: Logger;
}

const doorPorts = ({ client, dispatch, stores, models, log }: BehindDoor): DoorPorts & Stores => ({
  ...stores,
  log,
  refresh: createRefresh(client, dispatch),
  modelOf: (project, role) => {
    const { name, price, rehearsal } = modelOf(role, project, models);
    return { name, priced: rehearsal || price !== null, rehearses: rehearsal };
  },
});

/** Error texts of commands, endpoints and drivers are shown on cards and kept in the ledger: secrets are taken out of them first (S16). */
const withoutSecrets =
  (redact: Redact): Rules =>
  (state, event) =>
    decide(state, 'error' in event ? { ...event, error: redact(event.error) } : event);
