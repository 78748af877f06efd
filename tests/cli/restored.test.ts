import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findHeads, readHeads } from '../../db/ledger.ts';
import { createSweep } from '../../db/sweep.ts';
import { keepHeads } from '../../src/cli/heads/keep.ts';
import { oneMore, starting } from '../db/sample.ts';
import { accepted, freshStore, until } from '../db/store.ts';
import { Program } from '../e2e/kill/program.ts';
import { buildProgram, edited } from '../e2e/kill/build.ts';
import { command } from './command.ts';

const run = promisify(execFile);
const folders = ['/usr/bin', '/usr/lib/postgresql/15/bin', '/usr/lib/postgresql/16/bin', '/usr/lib/postgresql/17/bin'];
const bin = folders.find((it) => ['pg_dump', 'pg_restore'].every((name) => existsSync(path.join(it, name))));

/** Of `/readyz`; null where nobody answers. */
async function statusOf({ said }: Program): Promise<number | null> {
  const port = /listens on port (\d+)|:(\d+)\/sign-in/.exec(said.join('\n'));
  if (port === null) return null;
  const answer = await fetch(`http://127.0.0.1:${port[1] ?? port[2]}/readyz`).catch(() => null);
  await answer?.body?.cancel();
  return answer?.status ?? null;
}

/** As often as nobody has to wait for, rather than twice a minute. */
const looking = edited([['src/main/heads.ts', 'const usual = 30_000;', 'const usual = 300;']]);

/** With the tools that an operator has. */
describe.skipIf(bin === undefined)('R15: a backup that was restored over a newer database', () => {
  const store = freshStore();
  let folder = '';
  let built = '';
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'wheelhouse-restored-'));
    built = path.join(folder, 'built');
    await buildProgram(built, looking);
    accepted(await store.runs.create(starting('run')));
  });
  afterAll(() => rm(folder, { recursive: true }));

  const grow = async (from: number, to: number): Promise<void> => {
    for (let n = from; n <= to; n++) accepted(await store.runs.change('run', oneMore(`entry-${n}`)));
    while ((await createSweep(store.client).seal(100)) > 0);
  };
  const program = (...args: string[]) => command(args, { DATABASE_URL: store.url });

  it('is not started on, and what is missing is told', { timeout: 180_000 }, async () => {
    const heads = path.join(folder, 'heads.json');
    const dump = path.join(folder, 'backup.dump');
    await grow(2, 4);
    await run(path.join(bin!, 'pg_dump'), ['--format=custom', `--file=${dump}`, store.url]);
    await grow(5, 7);
    const found = { newest: () => readHeads(store.client), find: findHeads.bind(null, store.client) };
    await keepHeads(heads, found);
    const kept = await readFile(heads, 'utf8');
    expect((await program('ledger', 'verify', '--head', heads)).code).toBe(0);

    await run(path.join(bin!, 'pg_restore'), ['--clean', '--if-exists', `--dbname=${store.url}`, dump]);
    const started = await program('start', '--only', 'worker', '--heads', heads);
    expect(started).toMatchObject({
      code: 1,
      err: expect.stringContaining('entry 7 was kept, the database ends at 4'),
    });
    expect(started.err).toContain('(ledger-older)');
    const changing = [
      ['link'],
      ['keys', 'create', 'n', '--may', 'view'],
      ['keys', 'rotate', 'k'],
      ['keys', 'revoke', 'k'],
    ];
    const older = { code: 1, out: '', err: expect.stringContaining('(ledger-older)') };
    const refused = await Promise.all(changing.map((words) => program(...words, '--heads', heads)));
    expect(refused).toMatchObject(changing.map(() => older));
    const verified = await program('ledger', 'verify', '--head', heads);
    expect(verified).toMatchObject({ code: 1, out: expect.stringContaining('entries 5 to 7 cut off') });
    expect(await readFile(heads, 'utf8')).toBe(kept);
    // The positive control: against no kept head, what was restored is sound.
    const without = await program('ledger', 'verify', '--data', path.join(folder, 'none'));
    expect(without).toMatchObject({ code: 0, out: expect.stringContaining('4 entries verified') });
    const made = await program('keys', 'create', 'n', '--may', 'view', '--heads', path.join(folder, 'none.json'));
    expect(made, made.err).toMatchObject({ code: 0 });
  });

  it('ends the console and the API that run on it, with the heads and without', { timeout: 180_000 }, async () => {
    const heads = path.join(folder, 'beneath.json');
    const dump = path.join(folder, 'beneath.dump');
    await grow(8, 9);
    await run(path.join(bin!, 'pg_dump'), ['--format=custom', `--file=${dump}`, store.url]);
    await grow(10, 12);
    const newest = () => readHeads(store.client);
    await keepHeads(heads, { newest, find: findHeads.bind(null, store.client) });
    const end = (await newest()).find(({ projectId }) => projectId === 'paper')!.seq;
    // One sees the kept heads, one has only what it has seen itself, as on another host.
    const console_ = serving('bots', '--heads', heads);
    const api = serving('api', '--data', path.join(folder, 'another-host'));
    const both = [console_, api];
    try {
      await Promise.all(both.map((it) => until('it is ready', async () => (await statusOf(it)) === 200)));
      await run(path.join(bin!, 'pg_restore'), ['--clean', '--if-exists', `--dbname=${store.url}`, dump]);
      await Promise.all(both.map((it) => it.ended));
      for (const it of both) {
        expect([it.end, it.said.join('\n')]).toEqual([1, expect.stringContaining(`entry ${end} was kept`)]);
        expect(await statusOf(it)).toBeNull();
      }
    } finally {
      await Promise.all(both.map((it) => it.kill()));
    }
  });

  const serving = (part: string, ...more: string[]): Program =>
    new Program({ args: ['--only', part, ...more], env: { DATABASE_URL: store.url, PORT: '0' }, built });
});
