import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findHeads, readHeads } from '../../db/ledger.ts';
import { createSweep } from '../../db/sweep.ts';
import type { Finding } from '../../src/cli/doctor/finding.ts';
import { keepHeads } from '../../src/cli/heads/keep.ts';
import { formatHeads } from '../../src/core/ledger/heads.ts';
import { starting } from '../db/sample.ts';
import { accepted, freshStore } from '../db/store.ts';
import { freshDatabase } from '../setup/database.ts';
import { command } from './command.ts';

const store = freshStore();
const empty = freshDatabase();
let folder = '';
let heads = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'wheelhouse-doctor-heads-'));
  heads = path.join(folder, 'heads.json');
  accepted(await store.runs.create(starting('run')));
  while ((await createSweep(store.client).seal(100)) > 0);
  await keepHeads(heads, {
    newest: () => readHeads(store.client),
    find: (kept) => findHeads(store.client, kept),
  });
});
afterAll(() => rm(folder, { recursive: true }));

async function headsLine(args: string[], url: string | null = store.url): Promise<Finding & { code: number | null }> {
  const all = ['doctor', '--json', '--data', folder, ...args];
  const { code, out } = await command(all, url === null ? {} : { DATABASE_URL: url });
  const { findings } = JSON.parse(out) as { findings: Finding[] };
  return { ...findings.find(({ check }) => check === 'heads')!, code };
}

describe('the doctor, of the kept ledger heads', () => {
  it('is content with the database that they were kept of', { timeout: 120_000 }, async () => {
    expect(await headsLine(['--heads', heads])).toMatchObject({ code: 0, status: 'ok' });
    expect(await headsLine(['--heads', path.join(folder, 'none.json')])).toMatchObject({ code: 0, status: 'note' });
  });

  it(
    'finds a database that is older than they are, with the remedy that a start prints',
    { timeout: 120_000 },
    async () => {
      const newer = path.join(folder, 'newer.json');
      const [head] = await readHeads(store.client);
      await writeFile(newer, formatHeads([{ ...head!, seq: head!.seq + 3 }]));
      const line = await headsLine(['--heads', newer]);
      expect(line).toMatchObject({ code: 1, status: 'fault' });
      expect(line.found).toContain(`entry ${head!.seq + 3} was kept, the database ends at ${head!.seq}`);
      const started = await command(['start', '--heads', newer, '--data', folder], { DATABASE_URL: store.url });
      expect(started).toMatchObject({ code: 1, err: `${line.found}\n${line.remedy}\n(ledger-older)\n` });
    },
  );

  it('finds that the database is empty, or not there, where heads were kept', { timeout: 120_000 }, async () => {
    for (const url of [empty.url, null])
      expect(await headsLine(['--heads', heads], url)).toMatchObject({
        status: 'fault',
        found: expect.stringContaining('the database ends at 0'),
      });
  });

  it('finds a file of them that cannot be read', { timeout: 120_000 }, async () => {
    const spoilt = path.join(folder, 'spoilt.json');
    await writeFile(spoilt, (await readFile(heads, 'utf8')).slice(5));
    expect(await headsLine(['--heads', spoilt])).toMatchObject({
      code: 1,
      status: 'fault',
      remedy: expect.stringContaining('restore it from a backup'),
    });
  });
});
