import postgres, { type Sql } from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findLeaked, freshDatabase } from './database.ts';

describe('a fresh database', () => {
  const one = freshDatabase();
  const other = freshDatabase();
  const unused = freshDatabase();
  let sql: Sql;
  let elsewhere: Sql;
  beforeAll(() => {
    sql = postgres(one.url);
    elsewhere = postgres(other.url);
  });
  afterAll(() => Promise.all([sql.end(), elsewhere.end()]));

  it('is empty, and nobody else writes to it', async () => {
    await elsewhere`create table notes (id int)`;
    expect(await sql`select tablename from pg_tables where schemaname = 'public'`).toEqual([]);
  });

  it('finds a connection that was left open, and none once it is closed', async () => {
    const name = new URL(unused.url).pathname.slice(1);
    const leaking = postgres(unused.url, { max: 1, connection: { application_name: 'leaking' } });
    await leaking`select 'left open'`;
    expect(await findLeaked(sql, name, 0)).toEqual([expect.stringMatching(/^leaking: .*left open/)]);
    await leaking.end();
    expect(await findLeaked(sql, name)).toEqual([]);
  });
});
