import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { createSweep } from '../../db/sweep.ts';
import type { Attempt } from '../../src/core/run/run.ts';
import type { RunState } from '../../src/core/run/state.ts';
import { decide, sampleAsk, starting } from './sample.ts';
import { accepted, freshStore } from './store.ts';

const store = freshStore();
const sweep = () => createSweep(store.client);
const inTime = (ms: number): Date => new Date(Date.now() + ms);

const running = (until: Date) => (state: RunState) => {
  const attempt: Attempt = { ...state.attempts[0]!, status: 'running', lease: { token: 't', worker: 'w', until } };
  return decide({ ...state, run: { ...state.run, status: 'running' }, attempts: [attempt] });
};

describe('the sweep', () => {
  it('finds leases that ran out, and no others', async () => {
    for (const id of ['lapsed', 'alive']) accepted(await store.runs.create(starting(id)));
    const until = inTime(-1_000);
    accepted(await store.runs.change('lapsed', running(until)));
    accepted(await store.runs.change('alive', running(inTime(60_000))));
    expect(await sweep().lapsed(10)).toMatchObject([
      { runId: 'lapsed', attemptId: 'lapsed-attempt-1', lease: { token: 't', worker: 'w' } },
    ]);
  });

  it('leaves a lapsed lease alone for as long as somebody holds its run, without waiting', async () => {
    const found = async () => (await sweep().lapsed(10)).map(({ runId }) => runId);
    await store.client.db.transaction(async (tx) => {
      await tx.execute(sql`select from runs where id = 'lapsed' for no key update`);
      expect(await found()).toEqual([]);
    });
    expect(await found()).toEqual(['lapsed']);
  });

  it('deletes what has served, and nothing that is still due', async () => {
    accepted(await store.runs.create(starting('served'), 'a delivery of long ago'));
    const { sql } = store.client;
    await sql`update deliveries set at = now() - interval '30 days' where key = 'a delivery of long ago'`;
    await sql`update outbox set done_at = now() - interval '30 days' where run_id = 'served' and kind = 'converge'`;
    const left = async () =>
      (await sql`select kind from outbox where run_id = 'served' order by kind`).map((row) => row.kind as string);
    expect(await left()).toContain('converge');
    expect(await sweep().prune(inTime(-7 * 86_400_000), 100)).toBeGreaterThan(1);
    expect(await left()).toEqual(['run_stage']);
    expect(await sql`select key from deliveries where key = 'a delivery of long ago'`).toHaveLength(0);
    expect(await sweep().prune(inTime(-7 * 86_400_000), 100)).toBe(0);
    await sql`update outbox set done_at = now() where run_id = 'served'`;
    await sql`update runs set status = 'cancelled' where id = 'served'`;
  });

  it('deletes live output of long ago, of attempts that ended long ago', async () => {
    const { sql } = store.client;
    for (const id of ['silent', 'parked', 'fresh']) {
      accepted(await store.runs.create(starting(id)));
      await store.runs.appendOutput(`${id}-attempt-1`, 1, 'words');
      await sql`update runs set status = 'cancelled' where id = ${id}`;
    }
    await sql`update outputs set at = now() - interval '30 days' where attempt_id <> 'fresh-attempt-1'`;
    await sql`update attempts set ended_at = now() - interval '30 days' where run_id = 'silent'`;
    expect(await sweep().prune(inTime(-7 * 86_400_000), 100)).toBe(1);
    const left = await sql<{ id: string }[]>`select attempt_id as id from outputs order by 1`;
    expect(left.map(({ id }) => id)).toEqual(['fresh-attempt-1', 'parked-attempt-1']);
  });

  it('finds runs that should move, with nothing that would move them', async () => {
    const stuck = async () => (await sweep().stuck(10)).map(({ runId }) => runId);
    accepted(await store.runs.create(starting('due')));
    expect(await stuck()).toEqual(['lapsed']);
    await store.client.sql`update outbox set done_at = now() where run_id = 'due' and kind = 'run_stage'`;
    expect(await stuck()).toEqual(['due', 'lapsed']);
    accepted(
      await store.runs.change('due', (state) => decide({ ...state, run: { ...state.run, status: 'awaiting' } })),
    );
    expect(await stuck()).toEqual(['lapsed']);
  });

  it('finds open Asks past their deadline', async () => {
    accepted(await store.runs.create(starting('asking')));
    accepted(
      await store.runs.change('asking', (state) =>
        decide({
          ...state,
          asks: [
            sampleAsk('asking', 'overdue', { expiresAt: inTime(-1) }),
            sampleAsk('asking', 'in-time', { expiresAt: inTime(60_000) }),
            sampleAsk('asking', 'for-ever'),
          ],
        }),
      ),
    );
    expect(await sweep().expired(10)).toEqual([{ runId: 'asking', askId: 'overdue' }]);
  });
});
