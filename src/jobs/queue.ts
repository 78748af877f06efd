import { setTimeout as sleep } from 'node:timers/promises';
import {
  createPostgresBackend,
  DelayedError,
  Queue,
  Worker,
  type Job,
  type JobsOptions,
  type WorkerOptions,
} from 'bullmq';
import { Redis } from 'ioredis';
import { isNoRoom } from '../core/cards/no-room.ts';
import { startWorker, type StartedWorker } from './start-worker.ts';
import { complainTo, type Complain, type Log, type LogIds } from './log.ts';
import { makeListenersPatient, PatientClient } from './patient-client.ts';
import type { JobSettings } from './settings.ts';

/** A job carries ids only: whoever performs it reads the truth first. */
export interface JobData {
  effectId: string;
  /** For the log. */
  runId?: string;
  /** Lets a posting be repaired even if its effect is done already; null for a stage. */
  postingId: string | null;
  /** Added by the sweep: a worker may have begun this work before. */
  again: boolean;
}

export interface NewJob {
  id: string;
  data: JobData;
  delay: number;
  /** Goes before all waiting jobs: those may be dozens of cards, each of which takes a second at a platform's pace. */
  isFirst?: boolean;
  tries: number;
  backoff: number;
}

/** One delivery of a job to a worker. */
export interface Delivery extends JobData {
  /** Nobody can have begun this work before. */
  first: boolean;
  /** This very job was begun before, by a worker that may have died. */
  redelivered: boolean;
  /** It is not delivered again if it throws now. */
  last: boolean;
}

/** What rejects with a `NoRoom` was never begun: the job comes again by then, and has used up none of its tries. */
export type Work = (delivery: Delivery) => Promise<void>;

/** The queue is a hint and disposable: it may lose, double or delay a job; Postgres decides. */
export interface Queues {
  /** Adds jobs in one round trip; a job whose id exists already is not added. Rejects at once while the engine is away. */
  add(queue: string, jobs: readonly NewJob[]): Promise<void>;
  /** True if a worker has taken the job with this id. If that job has ended, frees the id. */
  isTaken(queue: string, id: string): Promise<boolean>;
  work(queue: string, work: Work, concurrency: number): StartedWorker;
  /** The jobs of every queue that this process has used. Rejects at once while the engine is away. */
  counts(): Promise<QueueCount[]>;
  close(): Promise<void>;
}

export interface QueueCount {
  queue: string;
  state: 'waiting' | 'active' | 'delayed';
  count: number;
}

export interface QueueOptions {
  redisUrl: string | null;
  databaseUrl: string;
  /** Keeps installations on one Redis or database apart; tests use their own. */
  prefix: string;
  settings: JobSettings;
  log: Log;
}

type Processor = (job: Job<JobData>, token?: string) => Promise<void>;

/** Everything that differs between the two engines. */
interface Engine {
  queue(name: string): Queue<JobData>;
  worker(name: string, processor: Processor, options: Partial<WorkerOptions>): Worker<JobData>;
  /** Throws if adding a job would have to wait. */
  check(): void;
  ready(queue: Queue<JobData>): Promise<unknown>;
  close(): Promise<void>;
}

/** Milliseconds. When Redis comes back, it is used again within `reconnectEvery`; a start waits for it at most `firstConnect`. */
const reconnectEvery = 500;
const firstConnect = 2_000;

function redisEngine(url: string, prefix: string, complain: Complain): Engine {
  const retryStrategy = (tries: number): number => Math.min(tries * 100, reconnectEvery);
  // Fails at once while Redis is away, instead of holding the caller for as long as that lasts.
  const producer = new Redis(url, { enableOfflineQueue: false, maxRetriesPerRequest: 1, retryStrategy });
  producer.on('error', (error) => complain('The connection to Redis', error));
  return {
    queue: (name) => new Queue(name, { connection: producer, prefix }),
    worker: (name, processor, options) => {
      const connection = { url, maxRetriesPerRequest: null, retryStrategy };
      return new Worker(name, processor, { ...options, connection, prefix });
    },
    check: () => {
      if (producer.status !== 'ready')
        throw new Error(`Redis is away (${producer.status}): the sweep adds the job later.`);
    },
    // The first effects need not wait for the sweep; but without Redis the process starts all the same.
    ready: (queue) => Promise.race([queue.waitUntilReady(), sleep(firstConnect, undefined, { ref: false })]),
    close: async () => producer.disconnect(),
  };
}

function postgresEngine(databaseUrl: string, prefix: string): Engine {
  makeListenersPatient();
  // One schema for each prefix: the counterpart of Redis' key prefix.
  const schema = `${prefix.replace(/[^a-zA-Z0-9_]/g, '_')}_queue`;
  const connection = { connectionString: databaseUrl, schema, migrate: true, max: 4, Client: PatientClient };
  return {
    queue: (name) => new Queue(name, { connection }, createPostgresBackend as never),
    worker: (name, processor, options) =>
      new Worker(name, processor, { ...options, connection }, createPostgresBackend as never),
    check: () => undefined,
    // A backend keeps a failed first connection for ever (see start-worker.ts): reject here, where the start as a whole can still fail.
    ready: (queue) => queue.waitUntilReady(),
    close: async () => undefined,
  };
}

const jobOptions = (job: NewJob): JobsOptions => ({
  jobId: job.id,
  delay: job.delay,
  lifo: job.isFirst ?? false,
  attempts: job.tries,
  backoff: { type: 'exponential', delay: job.backoff },
  // An ended job holds its id, and stays for ever.
  removeOnComplete: true,
  removeOnFail: true,
});

function deliveryOf(job: Job<JobData>): Delivery {
  const redelivered = job.attemptsMade > 0 || job.stalledCounter > 0;
  const last = job.attemptsMade + 1 >= (job.opts.attempts ?? 1);
  return { ...job.data, first: !job.data.again && !redelivered, redelivered, last };
}

/** Whoever waits for room waits as a job that nobody holds: the others of a crowded place leave its worker to those of another. */
async function givenBack(job: Job<JobData>, token: string | undefined, error: unknown): Promise<never> {
  if (!isNoRoom(error)) throw error;
  await job.moveToDelayed(Date.now() + error.roomIn, token);
  throw new DelayedError();
}

/** The only place that knows both engines: Redis if it is configured, else the same Postgres that holds the truth. */
export async function openQueues(options: QueueOptions): Promise<Queues> {
  const { redisUrl, databaseUrl, prefix, settings, log } = options;
  const complain = complainTo(log);
  const engine = redisUrl === null ? postgresEngine(databaseUrl, prefix) : redisEngine(redisUrl, prefix, complain);
  const queues = new Map<string, Queue<JobData>>();

  const open = (name: string): Queue<JobData> => {
    const known = queues.get(name);
    if (known) return known;
    const queue = engine.queue(name);
    queue.on('error', (error) => complain(`The queue ${name}`, error));
    queues.set(name, queue);
    // A queue whose first connection failed never recovers (see start-worker.ts): it is dropped, and the next use opens another one.
    queue.waitUntilReady().catch((error: unknown) => {
      complain(`The queue ${name}`, error);
      if (queues.get(name) === queue) queues.delete(name);
      return queue.close().catch(() => undefined);
    });
    return queue;
  };

  await engine.ready(open('stages'));
  return {
    add: async (name, jobs) => {
      engine.check();
      await open(name).addBulk(jobs.map((job) => ({ name, data: job.data, opts: jobOptions(job) })));
    },
    isTaken: async (name, id) => {
      engine.check();
      const state = await open(name).getJobState(id);
      if (state === 'failed' || state === 'completed') await open(name).remove(id);
      return state === 'active';
    },
    work: (name, work, concurrency) => {
      const processor: Processor = (job, token) =>
        work(deliveryOf(job)).catch((error: unknown) => givenBack(job, token, error));
      const onError = (error: unknown): void => complain(`The worker of ${name}`, error);
      const make = (): Worker<JobData> => {
        const worker = engine.worker(name, processor, { ...workerOptions(settings), concurrency, autorun: false });
        worker.on('error', onError);
        worker.on('failed', (job, error) => complain(`A job of ${name}`, error, job && idsOf(job.data)));
        return worker;
      };
      return startWorker(make, onError);
    },
    counts: async () => {
      engine.check();
      return (await Promise.all([...queues].map(([name, queue]) => countJobs(name, queue)))).flat();
    },
    close: async () => {
      await Promise.allSettled([...queues.values()].map((queue) => queue.close()));
      await engine.close();
    },
  };
}

const idsOf = ({ runId, postingId, effectId }: JobData): LogIds => ({
  // A job that an older version has added has no run.
  ...(runId === undefined ? {} : { run: runId }),
  ...(postingId === null ? {} : { posting: postingId }),
  effect: effectId,
});

async function countJobs(name: string, queue: Queue<JobData>): Promise<QueueCount[]> {
  const counts = await queue.getJobCounts('waiting', 'active', 'delayed');
  return (['waiting', 'active', 'delayed'] as const).map((state) => ({
    queue: name,
    state,
    count: counts[state] ?? 0,
  }));
}

const workerOptions = (settings: JobSettings): Partial<WorkerOptions> => ({
  lockDuration: settings.lock,
  stalledInterval: settings.stalledCheck,
  // The rules count how many workers died on a stage; the queue must not give up before they do.
  maxStalledCount: 1_000_000,
  drainDelay: settings.idleWait / 1000,
  // After an error of the engine; 15 s by default.
  runRetryDelay: 1_000,
});
