import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { createProjects } from '../../db/projects.ts';
import { migrate } from '../../db/migrate.ts';
import type { Card } from '../../src/core/cards/card.ts';
import type { Posted } from '../../src/core/cards/surface.ts';
import { decide } from '../../src/core/run/decide.ts';
import { shippedSettings } from '../../src/jobs/settings.ts';
import { startJobs, type JobParts, type Jobs } from '../../src/jobs/start.ts';
import { project, sampleAsk, starting } from '../db/sample.ts';
import { freshDatabase } from '../setup/database.ts';
import { silent } from './room.ts';
import { openStores, type Stored } from './stored.ts';
import { cardOf, saidOf, Wall } from './surface.ts';
import { until } from './until.ts';

export interface Amount {
  gates: number;
  /** A multiple of the gates: each run has as many places more. */
  effects: number;
  /** Bytes that the process may grow by, at most. */
  memory: number;
  /** Milliseconds. */
  within: number;
}

/** A place that posts whatever it is given, though it had it before: that nothing stands there twice is then ours alone. */
class Forgetful extends Wall {
  private posts = 0;

  override post(at: Parameters<Wall['post']>[0], card: Card, key: string): Promise<Posted> {
    return super.post(at, card, `${key}-${(this.posts += 1)}`);
  }
}

/** A day's downtime: everything was due long ago, and Redis or the queue's tables know nothing of it. */
export const afterDowntime =
  (amount: Amount, redisUrl: () => string | null = () => null) =>
  (): void => {
    const database = freshDatabase();
    let stored: Stored;
    let jobs: Jobs | undefined;
    let wall: Forgetful;

    beforeAll(async () => {
      await migrate(database.url);
      const place = {
        databaseUrl: database.url,
        redisUrl: redisUrl(),
        prefix: `r13-${randomBytes(4).toString('hex')}`,
      };
      stored = await openStores(place, shippedSettings);
      await createProjects(stored.client).put({ project, folder: '/tmp/paper' });
      wall = new Forgetful();
      await fill(stored, amount);
    }, amount.within);
    afterEach(async () => {
      await jobs?.stop();
      jobs = undefined;
    });
    afterAll(() => stored.close());

    const begin = async (over: Partial<JobParts>): Promise<void> => {
      jobs = await startJobs({
        ...stored,
        executors: [],
        surfaces: [wall],
        parts: ['worker', 'bots'],
        settings: shippedSettings,
        log: silent,
        drawing: { card: async (subject) => cardOf(subject, 1), words: async (subject) => saidOf(subject) },
        ...over,
      });
    };

    it(
      `R13: ${amount.effects} cards that were due meanwhile are each posted once, and memory stays bounded`,
      async () => {
        const grown = watchMemory();
        await begin({ parts: ['bots'] });
        const due = `select from outbox where kind = 'converge' and done_at is null`;
        await until(async () => expect(await count(stored, due)).toBe(0), amount.within);
        expect([wall.shown.size, wall.order.length]).toEqual([amount.effects, amount.effects]);
        expect(grown()).toBeLessThan(amount.memory);
      },
      amount.within,
    );

    it(
      `R13: ${amount.gates} open gates that expired meanwhile each expire once, and memory stays bounded`,
      async () => {
        const grown = watchMemory();
        await begin({ parts: ['worker'] });
        await until(
          async () => expect(await count(stored, `select from asks where status = 'open'`)).toBe(0),
          amount.within,
        );
        expect(await count(stored, `select from asks where status = 'expired'`)).toBe(amount.gates);
        expect(await expiriesOf(stored)).toEqual({ asks: amount.gates, entries: amount.gates });
        expect(grown()).toBeLessThan(amount.memory);
      },
      amount.within,
    );
  };

/** The same with the guard taken away: that it is counted twice shows that the counting counts. */
export const firingTwice = (): void => {
  const database = freshDatabase();
  let stored: Stored;
  let jobs: Jobs | undefined;
  beforeAll(async () => {
    await migrate(database.url);
    stored = await openStores(
      { databaseUrl: database.url, redisUrl: null, prefix: `r13-${randomBytes(4).toString('hex')}` },
      shippedSettings,
    );
    await createProjects(stored.client).put({ project, folder: '/tmp/paper' });
    await fill(stored, { gates: 3, effects: 9 });
  });
  afterEach(() => jobs?.stop());
  afterAll(() => stored.close());

  it('would be found, if nobody recorded what a place shows', async () => {
    const wall = new Forgetful();
    const postings = { ...stored.postings, record: async () => false };
    const drawing = { card: async () => cardOf({ kind: 'run', id: 'seed' }, 1), words: async () => null };
    const parts = { executors: [], surfaces: [wall], parts: ['bots' as const], settings: shippedSettings, log: silent };
    jobs = await startJobs({ ...stored, ...parts, drawing, postings });
    await until(() => expect(wall.order.length).toBeGreaterThan(9));
  });

  it('would be found, if the rules left an expired gate open', async () => {
    const rules: typeof decide = (state, event) => {
      const reply = decide(state, event);
      return 'refused' in reply ? reply : { ...reply, state: { ...reply.state, asks: state.asks }, settled: [] };
    };
    const parts = { executors: [], surfaces: [], parts: ['worker' as const], settings: shippedSettings, log: silent };
    const drawing = { card: async () => null, words: async () => null };
    jobs = await startJobs({ ...stored, ...parts, drawing, rules });
    await until(async () => {
      const { asks, entries } = await expiriesOf(stored);
      expect(entries).toBeGreaterThan(asks);
    });
  });
};

async function count({ client }: Stored, rows: string): Promise<number> {
  const [row] = await client.sql.unsafe<{ count: number }[]>(`select count(*)::int as count from (${rows}) it`);
  return row!.count;
}

async function expiriesOf({ client }: Stored): Promise<{ asks: number; entries: number }> {
  const [row] = await client.sql<{ asks: number; entries: number }[]>`
    select count(distinct subject ->> 'ask')::int as asks, count(*)::int as entries
    from ledger where kind = 'ask.expired'`;
  return row!;
}

/** One run as the rules make it, the others copied from it in the database: a day is long, a test is not. */
async function fill({ client, runs }: Stored, { gates, effects }: Pick<Amount, 'gates' | 'effects'>): Promise<void> {
  const seed = starting('seed', { status: 'awaiting' });
  const yesterday = new Date(Date.now() - 86_400_000);
  const ask = sampleAsk('seed', 'seed-gate', { openedAt: yesterday, expiresAt: yesterday });
  const attempts = seed.state.attempts.map((it) => ({ ...it, status: 'done' as const, endedAt: yesterday }));
  await runs.create({ ...seed, state: { ...seed.state, attempts, asks: [ask] }, effects: [] });
  const { sql } = client;
  const copy = (table: string, changes: string): Promise<unknown> =>
    sql.unsafe(`insert into ${table} select (jsonb_populate_record(it, ${changes})).*
      from ${table} it, generate_series(2, ${gates}) n where coalesce(to_jsonb(it) ->> 'run_id', it.${table === 'runs' ? 'id' : 'run_id'}) = 'seed'`);
  await copy('runs', `jsonb_build_object('id', 'run-' || n, 'trigger_id', 'trigger-' || n)`);
  await copy('checkpoints', `jsonb_build_object('run_id', 'run-' || n)`);
  await copy('attempts', `jsonb_build_object('id', 'attempt-' || n, 'run_id', 'run-' || n)`);
  await copy('asks', `jsonb_build_object('id', 'ask-' || n, 'run_id', 'run-' || n)`);
  await sql.unsafe(`insert into postings (id, run_id, subject_kind, subject_id, surface, channel)
    select 'post-' || id || '-' || n, id, 'run', id, 'console', 'old-' || n
    from runs, generate_series(1, ${effects / gates}) n`);
  await sql.unsafe(`insert into outbox (id, key, kind, run_id, payload, due_at, created_at)
    select 'effect-' || id, 'converge:' || id, 'converge', run_id,
      jsonb_build_object('do', 'converge', 'runId', run_id, 'postingId', id), now() - interval '1 day', now() - interval '1 day'
    from postings`);
  await sql`analyze`;
}

/** The most that the process has grown by, in bytes, looked at every tenth of a second. */
function watchMemory(): () => number {
  const before = process.memoryUsage().rss;
  let most = before;
  const timer = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 100);
  return () => {
    clearInterval(timer);
    return most - before;
  };
}
