import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrate } from '../../db/migrate.ts';
import { freshDatabase } from '../setup/database.ts';
import { command } from './command.ts';

const database = freshDatabase();
let sql: postgres.Sql;
let folder = '';
beforeAll(async () => {
  sql = postgres(database.url, { max: 1, onnotice: () => undefined });
  folder = await mkdtemp(path.join(tmpdir(), 'wheelhouse-looks-'));
});
afterAll(async () => {
  await sql.end();
  await rm(folder, { recursive: true });
});

const run = (args: string[]) => command([...args, '--data', folder], { DATABASE_URL: database.url });
const tables = async () => (await sql`select from pg_tables where schemaname in ('public', 'drizzle')`).length;
const commands = [
  ['ledger', 'verify'],
  ['ledger', 'export'],
  ['link', 'mara'],
  ['keys', 'list'],
  ['keys', 'create', 'nightly', '--may', 'view'],
  ['keys', 'revoke', 'key_1'],
];

describe('a command that only looks', () => {
  it.each(commands)('%s %s: makes no tables in an empty database', { timeout: 180_000 }, async (...args) => {
    const { code, err } = await run(args);
    expect(code).toBe(1);
    expect(err).toMatch(/The database is empty[^]*\(db-older\)/);
    expect(await tables()).toBe(0);
  });

  it(
    'says which version has to look at an older or a newer database, and changes neither',
    { timeout: 180_000 },
    async () => {
      await migrate(database.url);
      expect((await run(['ledger', 'verify'])).code).toBe(0);
      const [last] = await sql<{ id: number; createdAt: string }[]>`
      select id, created_at as "createdAt" from drizzle.__drizzle_migrations order by created_at desc limit 1`;
      await sql`update drizzle.__drizzle_migrations set created_at = created_at + 1 where id = ${last!.id}`;
      const newer = await run(['ledger', 'verify']);
      expect(newer).toMatchObject({ code: 1, err: expect.stringMatching(/newer Wheelhouse[^]*\(db-newer\)/) });
      await sql`delete from drizzle.__drizzle_migrations where id = ${last!.id}`;
      const older = await run(['ledger', 'export']);
      expect(older).toMatchObject({ code: 1, out: '', err: expect.stringMatching(/lacks 1[^]*wheelhouse migrate/) });
      expect((await sql`select from drizzle.__drizzle_migrations where id = ${last!.id}`).length).toBe(0);
    },
  );

  it.each([...commands, ['doctor']])('%s %s: begins no embedded database', { timeout: 180_000 }, async (...words) => {
    const args = words.filter((it) => it !== undefined);
    const { code, err, out } = await command([...args, '--data', path.join(folder, 'unknown')]);
    expect(existsSync(path.join(folder, 'unknown', 'postgres'))).toBe(false);
    if (args[0] === 'doctor') expect(out).toContain('· database: the embedded Postgres has nothing yet');
    else expect([code, err]).toEqual([1, expect.stringContaining('config-data')]);
  });
});
