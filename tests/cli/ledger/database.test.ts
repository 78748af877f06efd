import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findHeads, readHeads, readLedger } from '../../../db/ledger.ts';
import { createSweep } from '../../../db/sweep.ts';
import { readHeadsFile } from '../../../src/cli/heads/file.ts';
import { keepHeads, refuseOlder, type HeadStore } from '../../../src/cli/heads/keep.ts';
import { exportLedger } from '../../../src/cli/ledger/export.ts';
import type { Head } from '../../../src/core/ledger/heads.ts';
import { oneMore, starting } from '../../db/sample.ts';
import { accepted, freshStore } from '../../db/store.ts';
import { verified, verifiedThere } from './sample.ts';

const store = freshStore();
let folder = '';
let file = '';
const heads: HeadStore = {
  newest: () => readHeads(store.client),
  find: (kept) => findHeads(store.client, kept),
};
/** In ranges that are short, so that there are some. */
const verify = (kept: readonly Head[] = []) =>
  readLedger(store.url, ({ source }) =>
    verifiedThere({ ...source, ranges: (project) => source.ranges(project, 5) }, kept),
  );

/** What somebody with all rights and no scruples does. */
const tamper = (...statements: string[]) =>
  store.client.sql.begin(async (tx) => {
    await tx.unsafe('set local session_replication_role = replica');
    for (const statement of statements) await tx.unsafe(statement);
  });

async function grow(from: number, to: number): Promise<void> {
  for (let n = from; n <= to; n++) accepted(await store.runs.change('run', oneMore(`entry-${n}`)));
  while ((await createSweep(store.client).seal(100)) > 0);
}

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'wheelhouse-heads-'));
  file = path.join(folder, 'heads', 'of-this.json');
  accepted(await store.runs.create(starting('run')));
  await grow(2, 12);
});
afterAll(() => rm(folder, { recursive: true }));

describe('S18: the ledger in the database', () => {
  it('verifies, and so does its export', async () => {
    const kept = await heads.newest();
    expect(kept).toMatchObject([{ projectId: 'paper', seq: 12 }]);
    expect(await verify(kept)).toMatchObject({ entries: 12, found: 0 });
    let text = '';
    const header = { projects: ['paper'], isWhole: true };
    await readLedger(store.url, ({ source }) => exportLedger(source, header, async (some) => void (text += some)));
    expect(await verified(text, kept)).toMatchObject({ entries: 12, found: 0, heads: kept });
  });

  it('still verifies when a text was redacted', async () => {
    await store.client.sql`insert into bodies (digest, text) values ('d', 'a secret')`;
    await store.client.sql`update bodies set text = null`;
    expect((await verify()).found).toBe(0);
  });

  it.each([
    [
      4,
      `update ledger set payload = '{"n": 2}' where id = 'entry-4'`,
      `update ledger set payload = '{"n": 1}' where id = 'entry-4'`,
    ],
    [
      5,
      `update ledger set kind = 'run.paused' where id = 'entry-5'`,
      `update ledger set kind = 'run.progressed' where id = 'entry-5'`,
    ],
    [6, `update seals set hash = reverse(hash) where seq = 6`, `update seals set hash = reverse(hash) where seq = 6`],
    [8, `update seals set seq = -7 where seq = 7`, `update seals set seq = 7 where seq = -7`],
    [
      2,
      `update seals set entry_id = case seq when 2 then 'x' else entry_id end`,
      `update seals set entry_id = 'entry-2' where seq = 2`,
    ],
  ])('shows at %i what was done by: %s', async (seq, forge, restore) => {
    await tamper(forge);
    const { damages } = await verify();
    expect(damages.map((it) => it.seq)).toContain(seq);
    await tamper(restore);
    expect((await verify()).found).toBe(0);
  });

  it('shows two entries that changed places', async () => {
    const swap = `update seals set entry_id = case seq when 3 then 'entry-4' else 'entry-3' end where seq in (3, 4)`;
    await tamper('alter table seals drop constraint seals_entry', swap);
    expect((await verify()).damages.map(({ seq }) => seq)).toEqual([3, 4]);
    await tamper(
      `update seals set entry_id = 'entry-' || seq where seq in (3, 4)`,
      'alter table seals add constraint seals_entry unique (entry_id)',
    );
    expect((await verify()).found).toBe(0);
  });

  it('shows an entry that came past the program', async () => {
    await tamper(
      `insert into ledger (id, project_id, run_id, kind, actor, at, subject, payload)
       values ('planted', 'paper', 'run', 'run.paused', '{}', now(), '{}', '{}')`,
    );
    expect((await verify()).damages).toMatchObject([{ entryId: 'planted', seq: null }]);
    await tamper(`delete from ledger where id = 'planted'`);
    expect((await verify()).found).toBe(0);
  });
});

describe('S18: any tampering with the tables', () => {
  const seq = fc.integer({ min: 1, max: 12 });
  const somewhere = fc.record({ at: seq, other: seq });
  type Slip = (places: { at: number; other: number }) => string[];
  const seal = (n: number, column: string): string => `(select ${column} from kept_seals where seq = ${n})`;
  const kinds: Record<string, Slip> = {
    'an entry edited': ({ at }) => [
      `update ledger set payload = payload || '{"x": 1}' where id = ${seal(at, 'entry_id')}`,
    ],
    'a time edited': ({ at }) => [
      `update ledger set at = at + interval '1 millisecond' where id = ${seal(at, 'entry_id')}`,
    ],
    'an entry deleted': ({ at }) => [`delete from ledger where id = ${seal(at, 'entry_id')}`],
    'a seal deleted': ({ at }) => [`delete from seals where seq = ${at}`],
    'both deleted': ({ at }) => [
      `delete from ledger where id = ${seal(at, 'entry_id')}`,
      `delete from seals where seq = ${at}`,
    ],
    'an entry inserted and sealed over': ({ at }) => [
      `insert into ledger (id, project_id, run_id, kind, actor, at, subject, payload)
         select 'planted', project_id, run_id, kind, actor, at, subject, payload from ledger limit 1`,
      `update seals set entry_id = 'planted' where seq = ${at}`,
    ],
    'two entries swapped': ({ at, other }) => [
      `update seals set entry_id = 'moving' where seq = ${at}`,
      `update seals set entry_id = ${seal(at, 'entry_id')} where seq = ${at === other ? (other % 12) + 1 : other}`,
      `update seals set entry_id = ${seal(at === other ? (other % 12) + 1 : other, 'entry_id')} where seq = ${at}`,
    ],
    'a number moved': ({ at, other }) => [`update seals set seq = ${other * -1} where seq = ${at}`],
    'a link edited': ({ at }) => [`update seals set previous = reverse(previous) || '' where seq = ${Math.max(2, at)}`],
    'the end cut off': ({ at }) => [
      `delete from ledger where id in (select entry_id from seals where seq >= ${at})`,
      `delete from seals where seq >= ${at}`,
    ],
  };

  beforeAll(() => tamper('create table kept_seals as table seals', 'create table kept_ledger as table ledger'));
  const restore = () =>
    tamper(
      ...['delete from seals', 'delete from ledger', 'insert into seals table kept_seals'],
      'insert into ledger overriding system value table kept_ledger',
    );
  afterAll(() => tamper('drop table kept_seals', 'drop table kept_ledger'));

  it('is found, and its place told', { timeout: 120_000 }, async () => {
    const kept = await heads.newest();
    let planted = 0;
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...Object.keys(kinds)), somewhere, async (kind, places) => {
        await tamper(...kinds[kind]!(places));
        const { damages } = await verify(kept);
        await restore();
        const told = damages.map((it) => it.seq);
        const near = [places.at, places.at + 1, places.other, -places.other, Math.max(2, places.at)];
        expect(
          told.some((it) => it !== null && near.includes(it)),
          `${kind}: ${JSON.stringify(damages)}`,
        ).toBe(true);
        planted += 1;
      }),
      { numRuns: 60 },
    );
    expect(planted).toBeGreaterThanOrEqual(60);
    // The positive control: as it was, it is sound.
    expect(await verify(kept)).toMatchObject({ entries: 12, found: 0 });
  });
});

describe('S18, R15: the heads outside the database', () => {
  it('are kept, and let the same database go on', async () => {
    await refuseOlder(file, heads);
    await keepHeads(file, heads);
    expect(await readHeadsFile(file)).toEqual(await heads.newest());
    await grow(13, 15);
    await refuseOlder(file, heads);
    await keepHeads(file, heads);
    expect(await readHeadsFile(file)).toMatchObject([{ seq: 15 }]);
  });

  it('freeze a database that lost its newest entries, and are not overwritten by it', async () => {
    await tamper(`delete from seals where seq > 13`, `delete from ledger where id in ('entry-14', 'entry-15')`);
    expect((await verify()).found).toBe(0);
    const older = /paper: entry 15 was kept, the database ends at 13[^]*Restore a newer backup[^]*mv '/;
    await expect(refuseOlder(file, heads)).rejects.toThrow(older);
    await expect(keepHeads(file, heads)).rejects.toMatchObject({ code: 'ledger-older' });
    expect(await readHeadsFile(file)).toMatchObject([{ seq: 15 }]);
    expect((await verify(await readHeadsFile(file))).damages).toMatchObject([{ projectId: 'paper', seq: 14 }]);
    await grow(16, 20);
    await expect(refuseOlder(file, heads)).rejects.toThrow('paper: entry 15 is another one than was kept');
  });

  it('refuse a file that cannot be read, rather than take it for none', async () => {
    const { writeFile } = await import('node:fs/promises');
    const broken = path.join(folder, 'broken.json');
    await writeFile(broken, (await readFile(file, 'utf8')).slice(0, -20));
    await expect(refuseOlder(broken, heads)).rejects.toMatchObject({ code: 'ledger-heads-unreadable' });
  });
});
