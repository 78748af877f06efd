import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { appendFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { connect, type Client } from '../../db/client.ts';
import { migrate } from '../../db/migrate.ts';
import { createProjects } from '../../db/projects.ts';
import { createRuns } from '../../db/runs.ts';
import { readChain, sealLedger } from '../../db/seal.ts';
import type { Decide, Runs } from '../../src/core/ports.ts';
import { PostgresServer } from '../e2e/kill/postgres-server.ts';
import { describeWith } from '../setup/needs.ts';
import { decide, oneMore, project, sampleEntry, starting } from './sample.ts';
import { accepted, until } from './store.ts';

/** A database on a file system of its own, which is small, and can be filled and emptied. */
class SmallDisk {
  private readonly folder = mkdtempSync(path.join(tmpdir(), 'wheelhouse-full-'));
  private readonly ballast = path.join(this.folder, 'ballast');
  readonly server = new PostgresServer(path.join(this.folder, 'pg'), 'small', ['-c', 'max_wal_size=32MB']);

  constructor() {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=160m', 'none', this.folder]);
    chmodSync(this.folder, 0o755);
  }

  /** To the last byte. */
  async fill(): Promise<void> {
    for (let size = 4 << 20; size >= 1; size >>= 1) {
      const piece = Buffer.alloc(size);
      while ((await appendFile(this.ballast, piece).catch((error: NodeJS.ErrnoException) => error.code)) === undefined);
    }
  }

  empty(): Promise<void> {
    return rm(this.ballast);
  }

  close(): void {
    execFileSync('umount', ['-l', this.folder]);
    rmSync(this.folder, { recursive: true });
  }
}

/** Two changes of a run that must both be there or neither: a round more, and the entry that says so. */
const audited = async ({ sql }: Client): Promise<{ rounds: number; entries: number }> => {
  const [row] = await sql<{ rounds: number; entries: number }[]>`
    select (select round from runs where id = 'r') as rounds,
      (select count(*)::int from ledger where run_id = 'r' and kind = 'run.progressed') as entries`;
  return row!;
};

/** Long, so that the disk is felt soon. */
const wordy =
  (id: string): Decide =>
  (state) => {
    const small = oneMore(id)(state);
    const payload = { words: 'w'.repeat(4_000) + id };
    return { ...small, entries: [sampleEntry('r', id, { payload })] };
  };

/** The same without its entry. */
const unaudited =
  (id: string): Decide =>
  (state) =>
    decide({ ...wordyState(wordy(id)(state)) });

const wordyState = (reply: ReturnType<Decide>) => {
  if ('refused' in reply) throw new Error('The sample refuses nothing.');
  return reply.state;
};

describeWith(['postgres', 'mount'], 'R12: a disk that is full', () => {
  let disk: SmallDisk;
  let client: Client;
  let runs: Runs;
  beforeEach(async () => {
    disk = new SmallDisk();
    await disk.server.start();
    await migrate(disk.server.url);
    client = connect(disk.server.url);
    runs = createRuns(client, { onCommitted: () => undefined, onError: () => undefined });
    await createProjects(client).put({ project, folder: '/tmp/paper' });
    accepted(await runs.create(starting('r')));
  }, 60_000);
  afterEach(async () => {
    await client.close();
    await disk.server.crash();
    disk.close();
  }, 60_000);

  /** Decides until nothing more goes; how many were acknowledged, and what the others were told. */
  async function decideUntilFull(make: (id: string) => Decide): Promise<{ done: number; told: string[] }> {
    const told: string[] = [];
    let done = 0;
    for (let n = 0; told.length < 20; n += 1) {
      if (n === 20) await disk.fill();
      await runs.change('r', make(`e${n}`), `d${n}`).then(
        () => (done += 1),
        (error: unknown) => told.push(String(error)),
      );
    }
    return { done, told };
  }

  it('keeps every decision that was acknowledged, with its entry, refuses the others in words, and goes on by itself', async () => {
    const { done, told } = await decideUntilFull(wordy);
    expect(done).toBeGreaterThanOrEqual(20);
    for (const words of told)
      expect(words).toMatch(/db-(full|unreachable|timeout|commit-unknown): .*(try again|repeat)/i);

    await disk.empty();
    // As the service manager would: a server that could not write its log ends.
    await disk.server.crash();
    await disk.server.start();
    await until('a decision after there is room', () =>
      runs.change('r', wordy('after'), 'after').then(accepted, () => null),
    );
    const { rounds, entries } = await audited(client);
    expect(entries).toBe(rounds - starting('r').state.run.round);
    expect(entries).toBeGreaterThanOrEqual(done + 1);

    while ((await sealLedger(client.db, 500)) > 0);
    const chain = await readChain(client, 'paper');
    expect(chain.every(({ entry }) => entry !== null)).toBe(true);
    expect(chain).toHaveLength(entries + 1);
  }, 120_000);

  it('would be found to have lost entries, if decisions were written without them', async () => {
    for (let n = 0; n < 3; n += 1) accepted(await runs.change('r', unaudited(`u${n}`), `u${n}`));
    const { rounds, entries } = await audited(client);
    expect(rounds - starting('r').state.run.round).toBe(3);
    expect(entries).toBe(0);
  });
});
