import { setTimeout as sleep } from 'node:timers/promises';
import { atOnce } from '../at-once.ts';
import type { Engine } from '../engines.ts';
import { perThing, watchWhile } from '../processes.ts';
import type { Room } from '../room.ts';
import { round } from '../spread.ts';
import type { Posts, Staff } from '../staff.ts';

export interface Throughput {
  posts: Posts;
  runs: number;
  seconds: number;
  runsPerSecond: number;
  /** Milliseconds of a processor for each run, by program; the door that starts and approves is in the process of the bench. */
  processorPerRun: Record<string, number>;
  /** What Postgres counted, without the questions of the bench. */
  transactionsPerRun: number;
  walKbPerRun: number;
}

/**
 * Starts runs through the door's function, answers each gate as soon as it is open, and stops the clock when all are completed
 * and no card is due. Without bots no card is drawn, and none is waited for.
 */
export async function measureThroughput(
  { engine, staff, room }: { engine: Engine; staff: Staff; room: Room },
  posts: Posts,
  runs: number,
): Promise<Throughput> {
  const own = { name: 'the bench itself', pid: process.pid, withChildren: false };
  const before = await countedBy(room);
  const use = await watchWhile([...staff.watched, ...engine.watched(), own], async () => {
    await completeRuns(room, runs);
    if (posts !== 'workers') await room.quiet();
  });
  const after = await countedBy(room);
  return {
    posts,
    runs,
    seconds: round(use.seconds),
    runsPerSecond: round(runs / use.seconds),
    processorPerRun: perThing(use, runs),
    transactionsPerRun: round((after.transactions - before.transactions) / runs),
    walKbPerRun: round((after.wal - before.wal) / 1024 / runs),
  };
}

/** Runs that are started at once, so that the processes are never out of work. */
const startsAtOnce = 16;
/** Milliseconds between two looks for gates. */
const look = 5;

async function completeRuns(room: Room, runs: number): Promise<void> {
  const since = new Date().toISOString();
  const answered = new Map<string, Promise<void>>();
  const starting = atOnce(runs, startsAtOnce, () => room.startRun());
  while ((await completed(room, since)) < runs) {
    for (const ask of await openAsks(room, since)) {
      if (!answered.has(ask.askId)) answered.set(ask.askId, room.approve(ask));
    }
    await sleep(look);
  }
  await Promise.all([starting, ...answered.values()]);
}

const openAsks = ({ sql }: Room, since: string) =>
  sql<{ askId: string; revision: number }[]>`
    select id as "askId", revision from asks
    where status = 'open' and project_id = 'bench' and opened_at >= ${since}`;

async function completed({ sql }: Room, since: string): Promise<number> {
  const [row] = await sql<{ n: number }[]>`
    select count(*)::int as n from runs
    where project_id = 'bench' and started_at >= ${since} and status = 'completed'`;
  return row?.n ?? 0;
}

/** Postgres counts what a session did when the session has been idle for a second. */
const statisticsLag = 1_500;

async function countedBy({ sql, looks }: Room): Promise<{ transactions: number; wal: number }> {
  await sleep(statisticsLag);
  const [row] = await sql<{ transactions: number; wal: number }[]>`
    select xact_commit::float8 as transactions, pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::float8 as wal
    from pg_stat_database where datname = current_database()`;
  if (!row) throw new Error('Postgres counts nothing of this database.');
  return { ...row, transactions: row.transactions - looks() };
}
