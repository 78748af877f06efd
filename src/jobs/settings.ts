import type { SurfaceName } from '../core/project/definition.ts';

/** Times are milliseconds. Each has its reason beside it. Tests shorten them; an installation rarely needs to. */
export interface JobSettings {
  /**
   * How long an attempt stays its worker's without news, renewed at a third of it. It must outlast a restart of Postgres (3 s,
   * after which two thirds of it are left at worst) and, with the sweep, end a dead worker's hold well within 10 s.
   */
  lease: number;
  /** BullMQ's lock on a job: covers only the moments before the claim, after that the lease rules. */
  lock: number;
  /** A job whose lock is missing at two checks in a row goes back: with the lock, at most 10 s. */
  stalledCheck: number;
  /** How long a worker blocks for a job before it looks again: what a lost NOTIFY costs at most. */
  idleWait: number;
  /** People notice a second; an idle sweep is six short queries. */
  sweep: number;
  /** Reminders are minutes; a look for those that are due reads all open questions of a project. */
  remindEvery: number;
  /** Longer than the usual wait in the queue: without it, a burst of 3,000 starts made 295 pointless re-adds. */
  grace: number;
  /** An effect older than this is looked for in the queue: whatever holds its job's id is stepped around. */
  suspicious: number;
  /** Rows that a sweep holds in memory at once, and how many such pages it may read in one tick. */
  page: number;
  pagesPerTick: number;
  /** Runs that each duty of a sweep changes at once, including locked ones that it has stopped waiting for: all duties together stay below 10 connections. */
  sweepAtOnce: number;
  /** How long a sweep waits for a locked run before it goes on with the next. */
  sweepPatience: number;
  /** Later effects are left to the sweep: a Postgres worker blocks until the next delayed job, deaf to a lost NOTIFY. */
  longestDelay: number;
  /** Stages that a process runs at once. They mostly wait for models and commands. */
  stagesAtOnce: number;
  /**
   * Platforms allow about one send a second and channel: some of these wait for a turn there, seldom longer than two seconds. The
   * console writes at once, and would only crowd the database.
   */
  postingsAtOnce: Readonly<Record<SurfaceName, number>>;
  /** Between two tries of a surface that is away: no burden to it, and two seconds after its return everything goes on. */
  awayProbe: number;
  /** Between two writes of live output: looks live to a reader, and means at most three small writes a second. */
  outputFlush: number;
  /** Characters of live output held while Postgres is away; what exceeds it is counted, not kept. */
  outputHeld: number;
  /** How long an aborted executor may take to end before we stop waiting for it. A command's process group is killed within 2 s. */
  abortGrace: number;
  /** How long writing a finished result is retried: a model's answer is too expensive to lose to a restart of Postgres. */
  resultPatience: number;
  /** Deliveries of one stage job, 0.25, 0.5, 1 and 2 s apart. If the last one fails too, and not because of an outage, the run blocks (`poison`). */
  stageTries: number;
  stageBackoff: number;
  /** Deliveries of one posting job, from 1 s on doubling, which takes about a minute; then the sweep adds another job. */
  postingTries: number;
  postingBackoff: number;
  /**
   * What has served is deleted for the first time `pruneFirst` after the start, so that a process that is restarted every hour prunes too, and
   * then every `pruneEvery`. `keepServed`: how old it must be. `prunePage`: how many rows of a kind are deleted at once.
   */
  pruneFirst: number;
  pruneEvery: number;
  keepServed: number;
  prunePage: number;
  /** After a stop was asked for, steps in progress have this long to end; then they are aborted. */
  drain: number;
  /** How long handing the work back and closing may take after that; together with `drain` less than 10 s. */
  handBack: number;
}

export const shippedSettings: JobSettings = {
  lease: 6_000,
  lock: 5_000,
  stalledCheck: 2_500,
  idleWait: 2_000,
  sweep: 1_000,
  remindEvery: 5_000,
  grace: 3_000,
  suspicious: 10_000,
  page: 500,
  pagesPerTick: 4,
  sweepAtOnce: 3,
  sweepPatience: 500,
  longestDelay: 30_000,
  stagesAtOnce: 20,
  postingsAtOnce: { console: 10, slack: 40, discord: 40 },
  awayProbe: 1_000,
  outputFlush: 300,
  outputHeld: 262_144,
  abortGrace: 5_000,
  resultPatience: 30_000,
  stageTries: 5,
  stageBackoff: 250,
  postingTries: 6,
  postingBackoff: 1_000,
  pruneFirst: 60_000,
  pruneEvery: 3_600_000,
  // A platform repeats a delivery for minutes; what an operator looks into is seldom a week old.
  keepServed: 7 * 86_400_000,
  // A few milliseconds.
  prunePage: 1_000,
  drain: 7_000,
  handBack: 2_000,
};

/** The shortest time between two ticks: more would be a burden to a small machine. */
const busiestSweep = 250;

/** The shipped settings, adapted to another lease: all times that decide how fast a dead worker's stage is taken over are scaled with it. */
export function settingsFor(lease: number | null): JobSettings {
  if (lease === null) return shippedSettings;
  const scaled = (time: number): number => Math.round((time * lease) / shippedSettings.lease);
  const { lock, stalledCheck, idleWait, sweep, remindEvery, grace, suspicious } = shippedSettings;
  return {
    ...shippedSettings,
    lease,
    lock: scaled(lock),
    stalledCheck: scaled(stalledCheck),
    idleWait: scaled(idleWait),
    sweep: Math.max(scaled(sweep), busiestSweep),
    remindEvery: Math.max(scaled(remindEvery), busiestSweep),
    grace: scaled(grace),
    suspicious: scaled(suspicious),
  };
}
