import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect } from '../../db/client.ts';
import { createSweep } from '../../db/sweep.ts';
import { guarded, type GuardedDatabase } from '../../src/main/heads.ts';
import { createLog } from '../../src/telemetry/log.ts';
import { oneMore, starting } from '../db/sample.ts';
import { accepted, freshStore, until } from '../db/store.ts';

const store = freshStore();
const log = createLog('error', (text) => text, { write: () => undefined });
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'wheelhouse-heads-'));
  accepted(await store.runs.create(starting('run')));
});
afterAll(() => rm(folder, { recursive: true }));

let entries = 0;
async function grow(): Promise<number> {
  for (let n = 0; n < 3; n++) accepted(await store.runs.change('run', oneMore(`grown-${(entries += 1)}`)));
  while ((await createSweep(store.client).seal(100)) > 0);
  return newest();
}
const newest = async (): Promise<number> => {
  const [row] = await store.client.sql<{ seq: number }[]>`select max(seq)::int as seq from seals`;
  return row!.seq;
};
/** As a restored backup has it: the chain ends earlier. */
const cutTo = (seq: number) =>
  store.client.sql.begin(async (tx) => {
    await tx`alter table seals disable trigger user`;
    await tx`delete from seals where seq > ${seq}`;
    await tx`alter table seals enable trigger user`;
  });

interface Watched extends GuardedDatabase {
  frozen: string[];
  rounds: () => number;
}

/** A process; one that is `forgetful` never learns of the newest heads, so that the file alone can tell it. */
async function watched(name: string, keep: boolean, forgetful = false): Promise<Watched> {
  const client = connect(store.url, { max: 2 });
  const frozen: string[] = [];
  let asked = 0;
  const rows = client.pool.rows.bind(client.pool);
  client.pool.rows = ((...args: Parameters<typeof rows>) => {
    const isForNewest = args[0].includes('cross join lateral');
    if (isForNewest) asked += 1;
    return isForNewest && forgetful ? Promise.resolve([]) : rows(...args);
  }) as typeof client.pool.rows;
  const opened = await guarded(
    { client, url: store.url, embedded: false, close: () => client.close() },
    { file: path.join(folder, name), keep, log, every: 20, onOlder: (error) => frozen.push(error.message) },
  );
  return { ...opened, frozen, rounds: () => asked };
}

describe('R15: a process whose database is put back beneath it', () => {
  it('freezes by what it has seen, where it neither keeps nor sees the heads, and writes no file', async () => {
    const before = await grow();
    const process = await watched('elsewhere.json', false);
    const after = await grow();
    const seenBy = process.rounds() + 2;
    await until('it has seen the newest', () => process.rounds() >= seenBy);
    expect([process.frozen, process.headsProblem()]).toEqual([[], null]);
    await cutTo(before);
    await until('it freezes', () => process.frozen.length > 0);
    expect(process.frozen[0]).toContain(`entry ${after} was kept, the database ends at ${before}`);
    expect(process.frozen[0]).toContain('older than what this program has seen');
    expect(process.headsProblem()).toContain('older than');
    await process.close();
    expect(process.frozen).toHaveLength(1);
    expect(existsSync(path.join(folder, 'elsewhere.json'))).toBe(false);
  });

  it('freezes by the file that a worker keeps, and leaves it as it is', async () => {
    const worker = await watched('shared.json', true);
    const file = path.join(folder, 'shared.json');
    await until('the heads are kept', () => existsSync(file));
    const console_ = await watched('shared.json', false, true);
    const before = await newest();
    const after = await grow();
    await until('the newest head is kept', async () => (await readFile(file, 'utf8')).includes(`"seq": ${after}`));
    const kept = await readFile(file, 'utf8');
    await cutTo(before);
    await until('both freeze', () => worker.frozen.length + console_.frozen.length === 2);
    expect(console_.frozen[0]).toContain(`mv '${file}'`);
    await Promise.all([worker.close(), console_.close()]);
    expect(await readFile(file, 'utf8')).toBe(kept);
  });
});
