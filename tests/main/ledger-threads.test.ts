import { setTimeout } from 'node:timers/promises';
import type { TransactionSql } from 'postgres';
import { beforeAll, describe, expect, it } from 'vitest';
import { readLedger } from '../../db/ledger.ts';
import { createSweep } from '../../db/sweep.ts';
import { verifySource } from '../../src/cli/ledger/verify-source.ts';
import { openThreads } from '../../src/main/ledger-threads.ts';
import { oneMore, starting } from '../db/sample.ts';
import { accepted, freshStore } from '../db/store.ts';

const store = freshStore();
beforeAll(async () => {
  accepted(await store.runs.create(starting('run')));
  for (let n = 2; n <= 12; n++) accepted(await store.runs.change('run', oneMore(`entry-${n}`)));
  while ((await createSweep(store.client).seal(100)) > 0);
});

const endWaiting = (sql: TransactionSql) => sql`
  select pg_terminate_backend(pid) from pg_locks
  where not granted and relation = 'ledger'::regclass and database = (select oid from pg_database where datname = current_database())`;

/** In four ranges, by two threads. */
const verify = () =>
  readLedger(store.url, async ({ source, shareMoment }) => {
    const threads = openThreads(2, store.url, await shareMoment());
    try {
      return await verifySource({ ...source, ranges: (id) => source.ranges(id, 3) }, [], threads.weigh);
    } finally {
      await threads.close();
    }
  });

describe('a ledger that several threads verify', { timeout: 180_000 }, () => {
  it('is sound as it is, and its damage is told where it is', async () => {
    expect(await verify()).toMatchObject({ entries: 12, found: 0 });
    await store.client.sql.begin(async (tx) => {
      await tx`set local session_replication_role = replica`;
      await tx`update ledger set kind = 'run.paused' where id = 'entry-8'`;
    });
    const { found, damages } = await verify();
    expect([found, damages[0]?.seq, damages[0]?.entryId]).toEqual([1, 8, 'entry-8']);
  });

  it('tells that Postgres went away, while a thread reads', async () => {
    const { sql } = store.client;
    await sql.begin(async (tx) => {
      await tx`lock table ledger in access exclusive mode`;
      let ended = 0;
      let isTold = false;
      const verdict = expect(verify().finally(() => (isTold = true))).rejects.toMatchObject({ code: 'db-unreachable' });
      // Each as soon as it waits: the verifier hears the ranges in their order, and the first may come last.
      for (; !isTold; await setTimeout(20)) ended += (await endWaiting(tx)).length;
      await verdict;
      expect(ended).toBeGreaterThan(0);
    });
  });

  it('is not called sound by a thread that could not read it', async () => {
    const threads = openThreads(1, 'postgres://127.0.0.1:1/none', 'no-moment');
    await expect(threads.weigh({ projectId: 'paper', from: 1, to: 3 })).rejects.toThrow(/db-unreachable/);
    await threads.close();
  });
});
