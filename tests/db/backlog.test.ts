import { describe, expect, it } from 'vitest';
import { readBacklog } from '../../db/backlog.ts';
import { databaseCheck } from '../../db/check.ts';
import { sealLedger } from '../../db/seal.ts';
import { at, decide, sampleAsk, starting } from './sample.ts';
import { accepted, freshStore } from './store.ts';

const store = freshStore();
const grace = 3_000;

describe('the backlog', () => {
  it('is nothing in a new database', async () => {
    expect(await readBacklog(store.client, grace)).toEqual({
      outbox: [],
      postingsBehind: [],
      oldestUnsealed: 0,
      openAsks: [],
      activeRuns: [],
      attempts: { live: 0, lapsed: 0 },
    });
  });

  it('counts what waits, and not what is done, settled or ended', async () => {
    for (const id of ['one', 'two', 'over']) accepted(await store.runs.create(starting(id)));
    const lease = { token: 't', worker: 'w', until: new Date(Date.now() + 60_000) };
    accepted(
      await store.runs.change('one', (state) =>
        decide({
          ...state,
          run: { ...state.run, status: 'running' },
          attempts: [{ ...state.attempts[0]!, status: 'running', lease }],
        }),
      ),
    );
    accepted(
      await store.runs.change('two', (state) =>
        decide({ ...state, run: { ...state.run, status: 'awaiting' }, asks: [sampleAsk('two', 'gate-of-two')] }),
      ),
    );
    const { sql } = store.client;
    await sql`update runs set status = 'cancelled', ended_at = now() where id = 'over'`;
    await sql`update outbox set done_at = now() where run_id = 'over'`;
    await sql`update outbox set due_at = now() + interval '1 hour' where run_id = 'two' and kind = 'run_stage'`;

    const found = await readBacklog(store.client, grace);
    expect(found).toMatchObject({
      openAsks: [{ kind: 'gate', age: expect.any(String) as string, count: 1 }],
      attempts: { live: 1, lapsed: 0 },
    });
    expect(found.activeRuns).toHaveLength(2);
    // Cards were due just now; the stage of the run that was claimed is overdue since its sample's date.
    expect(found.outbox.find(({ kind }) => kind === 'converge')).toEqual({ kind: 'converge', due: 2, overdue: 0 });
    for (const [hours, age] of [
      [0.5, 'under an hour'],
      [20, 'under a day'],
      [160, 'under a week'],
      [170, 'older'],
    ] as const)
      expect((await readBacklog(store.client, grace, at.getTime() + hours * 3_600_000)).openAsks).toEqual([
        { kind: 'gate', age, count: 1 },
      ]);
    // Asked anew, it waits anew: reminders do so too.
    await sql`update asks set revised_at = opened_at + interval '169 hours 30 minutes' where status = 'open'`;
    const anew = await readBacklog(store.client, grace, at.getTime() + 170 * 3_600_000);
    expect(anew.openAsks).toEqual([{ kind: 'gate', age: 'under an hour', count: 1 }]);
    await sql`update attempts set lease_until = now() - interval '1 second' where run_id = 'one'`;
    const later = await readBacklog(store.client, grace, Date.now() + 120_000);
    expect(later.attempts).toEqual({ live: 0, lapsed: 1 });
    expect(later.postingsBehind).toEqual([{ surface: 'console', count: 2 }]);
    expect(later.oldestUnsealed).toBeGreaterThan(120);
    while ((await sealLedger(store.client.db, 100)) > 0);
    expect((await readBacklog(store.client, grace)).oldestUnsealed).toBe(0);
  });
});

describe('the check of the database', () => {
  it('holds when it is migrated, also by a newer program: the old one serves on in a rolling upgrade', async () => {
    const { sql } = store.client;
    expect(await databaseCheck(store.client)()).toBeNull();
    await sql`insert into drizzle.__drizzle_migrations (hash, created_at) values ('of the future', 99999999999999)`;
    expect(await databaseCheck(store.client)()).toBeNull();
  });

  it('says which command is wanting when it is not', async () => {
    const { sql } = store.client;
    await sql`delete from drizzle.__drizzle_migrations where id = (select min(id) from drizzle.__drizzle_migrations)`;
    expect(await databaseCheck(store.client)()).toBe('1 migrations are not applied: run `wheelhouse migrate`.');
  });
});
