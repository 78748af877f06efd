import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { oneMore, starting } from '../db/sample.ts';
import { accepted, freshStore, until } from '../db/store.ts';
import { builtProgram } from '../setup/built.ts';

const store = freshStore();
const backup = `backup_${Math.random().toString(36).slice(2)}`;
let folder = '';
let heads = '';

interface Ended {
  code: number | null;
  said: string;
}

/** The program as an operator runs it; `when` waits for what should be true before it is told to stop. */
async function run(args: string[], when: () => Promise<unknown> = async () => undefined): Promise<Ended> {
  const child = spawn(process.execPath, ['src/main.js', ...args], {
    cwd: await builtProgram(),
    env: { PATH: process.env.PATH, HOME: process.env.HOME, DATABASE_URL: store.url, LOG_LEVEL: 'error' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (some: Buffer) => (said += some.toString()));
  const ended = once(child, 'close') as Promise<[number | null]>;
  if (args[0] === 'start') {
    await Promise.race([ended, until('the program takes work', () => said.includes('takes work'))]);
    if (child.exitCode === null) await when();
    child.kill('SIGTERM');
  }
  const [code] = await ended;
  return { code, said };
}

const worker = ['start', '--only', 'worker', '--heads'];

/** The database as it was, in place of the one that is there. */
async function restore(): Promise<void> {
  const own = new URL(store.url).pathname.slice(1);
  const server = new URL(store.url);
  server.pathname = '/postgres';
  await store.client.close();
  const sql = postgres(server.href, { max: 1, onnotice: () => undefined });
  await sql`drop database ${sql(own)} with (force)`;
  await sql`create database ${sql(own)} template ${sql(backup)}`;
  await sql`drop database ${sql(backup)}`;
  await sql.end();
}

async function backUp(): Promise<void> {
  const own = new URL(store.url).pathname.slice(1);
  const server = new URL(store.url);
  server.pathname = '/postgres';
  const sql = postgres(server.href, { max: 1 });
  // A template must have nobody connected; whoever is, connects again.
  await sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = ${own}`;
  await sql`create database ${sql(backup)} template ${sql(own)}`;
  await sql.end();
}

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'wheelhouse-frozen-'));
  heads = path.join(folder, 'heads.json');
  accepted(await store.runs.create(starting('run')));
});
afterAll(() => rm(folder, { recursive: true }));

const keptSeq = async (): Promise<number> => {
  const text = await readFile(heads, 'utf8').catch(() => '{"heads":[]}');
  const kept = (JSON.parse(text) as { heads: { projectId: string; seq: number }[] }).heads;
  return kept.find(({ projectId }) => projectId === 'paper')?.seq ?? 0;
};

describe('R15: a program whose database was restored to an older state', () => {
  it('refuses to start until the operator says that the rest is lost', { timeout: 120_000 }, async () => {
    expect((await run([...worker, heads])).code).toBe(0);
    const before = await keptSeq();
    expect(before).toBeGreaterThan(0);
    await backUp();

    const grow = async (): Promise<void> => {
      await until('the store is back', () => store.runs.find('run').then(Boolean, () => false));
      for (let n = 1; n <= 5; n++) accepted(await store.runs.change('run', oneMore(`later-${n}`)));
    };
    // What was decided just before the stop is kept too.
    expect((await run([...worker, heads], grow)).code).toBe(0);
    const after = await keptSeq();
    expect(after).toBeGreaterThanOrEqual(before + 5);
    expect((await run(['ledger', 'verify', '--head', heads])).code).toBe(0);

    await restore();
    const refused = await run([...worker, heads]);
    expect(refused.code).toBe(1);
    expect(refused.said).toContain(`paper: entry ${after} was kept, the database ends at ${before}`);
    expect(refused.said).toContain(`mv '${heads}' '${heads}.lost'`);
    expect(await keptSeq()).toBe(after);
    const verified = await run(['ledger', 'verify', '--head', heads]);
    expect(verified.code).toBe(1);
    expect(verified.said).toContain(`project paper, seq ${before + 1}:`);

    // The positive control: with the kept heads away, the same database starts.
    expect((await run([...worker, path.join(folder, 'none.json')])).code).toBe(0);
  });
});
