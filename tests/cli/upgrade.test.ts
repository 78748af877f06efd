import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { oneMore, starting } from '../db/sample.ts';
import { accepted, freshStore, until } from '../db/store.ts';
import { Program } from '../e2e/kill/program.ts';
import { builtProgram } from '../setup/built.ts';
import { command } from './command.ts';

const store = freshStore();
let folder = '';
let older: Program;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'wheelhouse-upgrade-'));
});
afterEach(() => older.kill());
afterAll(() => rm(folder, { recursive: true }));

const args = () => ['--only', 'worker', '--data', folder];
const sealed = async () => (await store.client.sql`select from seals`).length;

/** What a newer program's migration does, under the lock that all versions take (`db/migrate.ts`). */
const migrateAsNewer = () =>
  store.client.sql.begin(async (tx) => {
    await tx`select pg_advisory_xact_lock(7433001)`;
    await tx`alter table runs add column mood text not null default 'calm'`;
    await tx`insert into drizzle.__drizzle_migrations (hash, created_at) values ('of the future', 4102444800000)`;
  });

describe('R15: a newer program that migrates while an older one is running', () => {
  it('lets it go on until it is stopped, and not start again', { timeout: 120_000 }, async () => {
    older = new Program({ args: args(), env: { DATABASE_URL: store.url }, built: await builtProgram() });
    await older.ready();
    expect(older.isAlive, older.said.join('\n')).toBe(true);
    await migrateAsNewer();

    accepted(await store.runs.create(starting('after')));
    accepted(await store.runs.change('after', oneMore('after-2')));
    await until('the older program seals what was decided since', async () => (await sealed()) >= 2);
    await older.kill('SIGTERM');
    expect(older.end, older.said.join('\n')).toBe(0);

    const again = await command(['start', ...args()], { DATABASE_URL: store.url });
    expect(again).toMatchObject({ code: 1, err: expect.stringMatching(/used by a newer Wheelhouse[^]*\(db-newer\)/) });
  });
});
