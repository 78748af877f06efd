import { randomBytes } from 'node:crypto';
import { pino } from 'pino';
import type { Boundary, Assignment, Executor, StageResult } from '../../src/core/stage/executor.ts';
import { noCost } from '../../src/core/run/run.ts';
import { decide } from '../../src/core/run/decide.ts';
import { createDispatch } from '../../src/jobs/dispatch.ts';
import { openQueues, type Queues } from '../../src/jobs/queue.ts';
import { surfaceLookup } from '../../src/jobs/routes.ts';
import { shippedSettings, type JobSettings } from '../../src/jobs/settings.ts';
import { startJobs, type JobParts, type Jobs } from '../../src/jobs/start.ts';
import { Memory } from './memory.ts';
import { cardOf, Wall, saidOf } from './surface.ts';

export const quickSettings: JobSettings = {
  ...shippedSettings,
  // Whoever is stalled by a busy machine does not look dead by that.
  lease: 20_000,
  lock: 1_000,
  stalledCheck: 500,
  idleWait: 500,
  sweep: 100,
  grace: 400,
  suspicious: 1_500,
  outputFlush: 20,
  abortGrace: 300,
  stageBackoff: 50,
  postingBackoff: 50,
};

/** For tests in which a lease runs out. */
export const shortLease: JobSettings = { ...quickSettings, lease: 1_000 };

export const silent = pino({ level: process.env.TEST_LOG ?? 'silent' });

export type Doing = (assignment: Assignment, boundary: Boundary) => Promise<StageResult>;

export const done = (text = 'Notes.'): StageResult => ({
  kind: 'done',
  output: { text, rehearsal: true, remark: null },
  cost: noCost,
});

/** One or more processes' worth of jobs, over one memory and one real queue. */
export class Room {
  readonly memory = new Memory();
  readonly wall = new Wall();
  readonly prefix = `test-${randomBytes(6).toString('hex')}`;
  private readonly opened: Queues[] = [];
  private readonly started: Jobs[] = [];
  /** What a card of this subject shows; the run's own version otherwise. */
  revision = 1;

  constructor(
    private readonly engine: { redisUrl: string | null; databaseUrl: string },
    readonly settings = quickSettings,
  ) {}

  async queues(): Promise<Queues> {
    const queues = await openQueues({ ...this.engine, prefix: this.prefix, settings: this.settings, log: silent });
    this.opened.push(queues);
    return queues;
  }

  /** Effects are dispatched from here on, as by the process that decided them. */
  async connect(): Promise<void> {
    const queues = await this.queues();
    const surfaceOf = surfaceLookup(this.memory.ports.postings);
    this.memory.dispatch = createDispatch({ queues, surfaceOf, settings: this.settings, log: silent });
  }

  /** Another process; it does `write` and `command` stages by the same function. */
  async enter(doing: Doing, over: Partial<JobParts> = {}): Promise<Jobs> {
    const queues = await this.queues();
    const executors: Executor[] = (['write', 'command'] as const).map((kind) => ({ kind, execute: doing }));
    const jobs = await startJobs({
      ...this.memory.ports,
      rules: decide,
      executors,
      drawing: {
        card: async (subject) => cardOf(subject, this.revision),
        words: async (subject) => saidOf(subject),
      },
      remind: async () => 0,
      surfaces: [this.wall],
      queues,
      parts: ['worker', 'bots'],
      settings: this.settings,
      log: silent,
      ...over,
    });
    this.started.push(jobs);
    return jobs;
  }

  async leave(): Promise<void> {
    await Promise.all(this.started.map((jobs) => jobs.stop()));
    await Promise.all(this.opened.map((queues) => queues.close()));
  }
}
