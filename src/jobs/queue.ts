import type { Queue, Worker, WorkerOptions } from 'bullmq';
import { postgresEngine, redisEngine, type Processor } from './engine.ts';
import { deliveryOf, givenBack, idsOf, jobOptions, type Delivery, type JobData, type NewJob } from './job.ts';
import { complainTo, type Log } from './log.ts';
import type { JobSettings } from './settings.ts';
import { startWorker, type StartedWorker } from './start-worker.ts';

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

/** The only place that chooses an engine: Redis if it is configured, else the same Postgres that holds the truth. */
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
