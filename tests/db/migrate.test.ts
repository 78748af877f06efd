import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrate } from '../../db/migrate.ts';
import { freshDatabase } from '../setup/database.ts';

const database = freshDatabase();
let sql: postgres.Sql;
beforeAll(() => void (sql = postgres(database.url, { max: 1, onnotice: () => undefined })));
afterAll(() => sql.end());

const applied = async () => (await sql`select hash from drizzle.__drizzle_migrations`).length;

describe('migrations', () => {
  it('run once when several processes start at the same time', async () => {
    await Promise.all(Array.from({ length: 5 }, () => migrate(database.url)));
    const first = await applied();
    expect(first).toBeGreaterThan(1);
    await migrate(database.url);
    expect(await applied()).toBe(first);
  });

  it('refuse a database that is newer than the code, and say what to do', async () => {
    const newer = 4_102_444_800_000;
    await sql`insert into drizzle.__drizzle_migrations (hash, created_at) values ('from the future', ${newer})`;
    await expect(migrate(database.url)).rejects.toThrow(/^db-newer: .* Start that version/);
    await sql`delete from drizzle.__drizzle_migrations where created_at = ${newer}`;
    await migrate(database.url);
  });

  it('say so when there is no server', async () => {
    await expect(migrate('postgres://127.0.0.1:1/none')).rejects.toThrow('db-unreachable');
  });
});
