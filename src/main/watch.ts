import { readFileSync } from 'node:fs';
import { Hono, type MiddlewareHandler } from 'hono';
import { requestId } from 'hono/request-id';
import type { Logger } from 'pino';
import { readBacklog } from '../../db/backlog.ts';
import { databaseCheck } from '../../db/check.ts';
import { connect } from '../../db/client.ts';
import { createProjects } from '../../db/projects.ts';
import { createTroubles } from '../../db/troubles.ts';
import { healthRoutes } from '../api/health.ts';
import { metricsRoutes } from '../api/metrics.ts';
import type { Config } from '../config.ts';
import type { CheckName } from '../core/operation/readiness.ts';
import type { Runs } from '../core/ports.ts';
import type { Queues } from '../jobs/queue.ts';
import type { JobSettings } from '../jobs/settings.ts';
import type { Jobs } from '../jobs/start.ts';
import { during } from '../telemetry/context.ts';
import { createMeter } from '../telemetry/meter.ts';
import { readinessOf, type Look } from '../telemetry/readiness.ts';
import type { Redact } from '../telemetry/redact.ts';
import { sampled } from '../telemetry/sampled.ts';
import { watchRuns } from '../telemetry/watched-runs.ts';
import type { GuardedDatabase } from './heads.ts';
import type { Part } from './house.ts';
import { standing, troubleReason } from './troubles.ts';

export interface Watch {
  /** The same store, counted and logged. */
  runs(runs: Runs): Runs;
  /** Middleware for every request: gives it an id, and logs it. */
  request: MiddlewareHandler;
  /** Health, readiness and metrics. */
  routes: Hono;
  /** Tells the readiness checks of the jobs, which are started last. */
  running(jobs: Pick<Jobs, 'sweptAgo'>): void;
  /** From now on this process is not ready. */
  turnAway(): void;
  close(): Promise<void>;
}

interface WatchOptions {
  config: Pick<Config, 'metricsToken'>;
  database: GuardedDatabase;
  queues: Pick<Queues, 'counts'>;
  settings: JobSettings;
  parts: readonly Part[];
  log: Logger;
  redact: Redact;
}

/** Milliseconds: figures of the database and the queue are refreshed this often at most, and a scrape waits this long for them. */
const pace = { every: 5_000, wait: 500 };
/** Milliseconds that a statement of these checks may take. */
const patience = 2_000;
/** Milliseconds without a sweep until that counts as a fault: sixty of its usual rounds. */
const longestRound = 60_000;

/** Health, readiness and metrics. It has a connection of its own, since an exhausted pool is one of the things it has to report. */
export function openWatch(options: WatchOptions): Watch {
  const { config, database, queues, settings, parts, log, redact } = options;
  const client = connect(database.url, { max: 1, statementTimeout: patience });
  const state: State = { jobs: null, isStopping: false };
  const troubles = () => standing({ troubles: createTroubles(client), projects: createProjects(client) });
  const asked = { askDatabase: databaseCheck(client), askSurfaces: async () => troubleReason(await troubles()) };
  const looks = looksOf(options, asked, state);
  // Troubles of a chat platform make no process unready; nor does an outage of the queue, where people are served but no stages are run.
  const optional = new Set<CheckName>(['surfaces', ...(parts.includes('worker') ? [] : (['queue', 'sweep'] as const))]);
  const readiness = readinessOf({ looks, optional, redact });
  const meter = createMeter(version, {
    readiness,
    backlog: sampled(() => readBacklog(client, settings.grace), pace),
    queueJobs: sampled(() => queues.counts(), pace),
    troubles: sampled(async () => (await troubles()).map(({ surface }) => surface), pace),
    pool: () => database.client.pool.load,
  });
  const routes = new Hono();
  routes.route('/', healthRoutes(readiness));
  routes.route('/', metricsRoutes({ ...meter, token: config.metricsToken }));
  return {
    runs: (runs) => watchRuns(runs, { meter, log }),
    request: watchRequest(log),
    routes,
    running: (jobs) => (state.jobs = jobs),
    turnAway: () => (state.isStopping = true),
    close: () => client.close(),
  };
}

interface State {
  jobs: Pick<Jobs, 'sweptAgo'> | null;
  isStopping: boolean;
}

function looksOf(
  { database, queues }: WatchOptions,
  { askDatabase, askSurfaces }: Record<'askDatabase' | 'askSurfaces', Look>,
  state: State,
): Record<CheckName, Look> {
  return {
    process: async () => {
      if (state.isStopping) return 'It was told to stop, and takes nothing new.';
      return state.jobs === null ? 'It is still starting.' : null;
    },
    database: askDatabase,
    queue: async () => {
      await queues.counts();
      return null;
    },
    sweep: async () => {
      const ago = state.jobs?.sweptAgo() ?? 0;
      return ago > longestRound ? `The sweep has not come round for ${Math.round(ago / 1000)} s.` : null;
    },
    heads: async () => database.headsProblem(),
    surfaces: askSurfaces,
  };
}

/** Request ids that others made are accepted if they are short and plain. */
const longestId = 128;

function watchRequest(log: Logger): MiddlewareHandler {
  const identify = requestId({ limitLength: longestId });
  return (c, next) =>
    identify(c, () =>
      during(String(c.get('requestId')), async () => {
        const began = performance.now();
        await next();
        const { method, path } = c.req;
        log.debug({ method, path, status: c.res.status, ms: Math.round(performance.now() - began) }, 'Answered.');
      }),
    );
}

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  version: string;
};
