import { setTimeout as sleep } from 'node:timers/promises';
import { createPostgresBackend, Queue } from 'bullmq';
import { atOnce } from '../at-once.ts';
import type { Engine } from '../engines.ts';
import { memoryOf, percentOfCore, watchWhile, type Watched } from '../processes.ts';
import type { Room } from '../room.ts';
import { round } from '../spread.ts';
import type { Staff } from '../staff.ts';

export interface Idle {
  seconds: number;
  /** Percent of one core, by program. */
  processor: Record<string, number>;
  /** Megabytes resident, by program. */
  memory: Record<string, number>;
}

export interface Parked {
  runs: number;
  /** Started, their cards posted, until nothing was due: how many of them a second. */
  parkedPerSecond: number;
  /** Jobs that the queues hold when all has been at rest, in whatever state; before, some may come twice, for work that is done. */
  jobs: number;
  /** With no run, and with all of them waiting for a person. */
  before: Idle;
  after: Idle;
}

const startsAtOnce = 16;

export async function measureParked(
  { engine, staff, room }: { engine: Engine; staff: Staff; room: Room },
  runs: number,
  seconds: number,
): Promise<Parked> {
  const watched = [...staff.watched, ...engine.watched()];
  const before = await idleFor(watched, seconds);
  const since = performance.now();
  await atOnce(runs, startsAtOnce, () => room.startRun());
  await room.quiet();
  const parkedPerSecond = round(runs / ((performance.now() - since) / 1000));
  const after = await idleFor(watched, seconds);
  return { runs, parkedPerSecond, jobs: await jobsIn(engine), before, after };
}

/** What was just done is not what idling costs: garbage, checkpoints and vacuum get this long. */
const settling = 2_000;

async function idleFor(watched: readonly Watched[], seconds: number): Promise<Idle> {
  await sleep(settling);
  const use = await watchWhile(watched, () => sleep(seconds * 1000));
  return {
    seconds,
    processor: percentOfCore(use),
    memory: Object.fromEntries(watched.map((it) => [it.name, memoryOf(it)])),
  };
}

/** Asked of BullMQ itself, beside the program. */
async function jobsIn(engine: Engine): Promise<number> {
  const counts = await Promise.all(['stages', 'postings-console'].map((name) => countIn(engine, name)));
  return counts.reduce((sum, count) => sum + count, 0);
}

async function countIn(engine: Engine, name: string): Promise<number> {
  const { redisUrl } = engine;
  const queue =
    redisUrl === null
      ? new Queue(
          name,
          { connection: { connectionString: engine.url(), schema: 'wheelhouse_queue' } },
          createPostgresBackend as never,
        )
      : new Queue(name, { connection: { url: redisUrl }, prefix: 'wheelhouse' });
  try {
    const counts = await queue.getJobCounts();
    return Object.values(counts).reduce((sum, count) => sum + count, 0);
  } finally {
    await queue.close();
  }
}
