import type { SurfaceName } from '../core/project/definition.ts';

/** Times in milliseconds. Each stands here with its reason; tests shorten them, an installation rarely needs to. */
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
  /** Rows a sweep holds in memory at once, and how many such pages a tick may read. */
  page: number;
  pagesPerTick: number;
  /** Runs that each duty of a sweep changes at once, also those that are locked and left behind: below the 10 connections in all. */
  sweepAtOnce: number;
  /** How long a sweep waits for a locked run before it leaves it behind. */
  sweepPatience: number;
  /** Later effects are left to the sweep: a Postgres worker blocks until the next delayed job, deaf to a lost NOTIFY. */
  longestDelay: number;
  /** Stages wait for models and commands, not for this process. */
  stagesAtOnce: number;
  /**
   * Platforms allow about one send a second and channel: most of these wait for a turn, and those of one channel must leave room
   * for the others'. The console writes at once, and would only crowd the database.
   */
  postingsAtOnce: Readonly<Record<SurfaceName, number>>;
  /** Between two tries of a surface that takes nothing: it is no burden to it, and two seconds after its return everything goes on. */
  awayProbe: number;
  /** Looks live to a reader, and is three small writes a second for a stage that floods. */
  outputFlush: number;
  /** Characters of live output held while Postgres is away; what exceeds it is counted, not kept. */
  outputHeld: number;
  /** What an aborted executor may take to let go before it is left behind: a command's group is killed within 2 s. */
  abortGrace: number;
  /** A finished result is written again and again for this long: a model's answer is too dear to lose to a restart. */
  resultPatience: number;
  /** Deliveries of one stage job, 0.25, 0.5, 1, 2 s apart; then it is poison, if it was no outage. */
  stageTries: number;
  stageBackoff: number;
  /** Deliveries of one posting job, from 1 s doubling: a minute, then the sweep begins anew. */
  postingTries: number;
  postingBackoff: number;
  /**
   * What has served is deleted soon after the start, when other things come first, and then this often: a process that is restarted
   * every hour prunes too. How old it is then, and how many rows of a kind go at once.
   */
  pruneFirst: number;
  pruneEvery: number;
  keepServed: number;
  prunePage: number;
  /** Steps may end within this after a stop was asked for; then they are aborted. */
  drain: number;
  /** What giving the work back and closing may take after that: together they stay within 10 s. */
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

/** A tick more often than this would be felt by a small machine. */
const busiestSweep = 250;

/** The shipped settings for another lease: what decides how fast a dead worker's work is taken over keeps its proportion to it. */
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
