import { randomBytes } from 'node:crypto';
import postgres, { type Sql } from 'postgres';
import { afterAll, beforeAll, inject } from 'vitest';
import { behind } from './door.ts';
import { patience } from './patience.ts';

/**
 * A database of its own for the file or `describe` that calls it, made before its first `beforeAll` and dropped after its last
 * `afterAll`. Whoever opens connections closes them: one that is left open fails the test.
 */
export function freshDatabase(): { readonly url: string } {
  const name = `test_${randomBytes(8).toString('hex')}`;
  let admin: Sql | undefined;
  let url: string | undefined;

  beforeAll(async () => {
    const server = await findServer();
    admin = postgres(server, { max: 1, onnotice: () => undefined });
    await admin`create database ${admin(name)}`;
    const own = new URL(server);
    own.pathname = `/${name}`;
    url = own.href;
  });

  afterAll(async () => {
    if (!admin) return;
    try {
      const leaked = await findLeaked(admin, name);
      await admin`drop database if exists ${admin(name)} with (force)`;
      if (leaked.length > 0) throw new Error(`Connections were left open, which last ran:\n${leaked.join('\n')}`);
    } finally {
      await admin.end();
    }
  });

  return {
    get url() {
      if (url === undefined) throw new Error('The database is made in beforeAll: read its url in a hook or in a test.');
      return url;
    },
  };
}

async function findServer(): Promise<string> {
  const provided = inject('postgres');
  if ('url' in provided) return provided.url;
  return behind(provided.door).catch((cause: unknown) => {
    throw new Error('The embedded Postgres did not start; set TEST_DATABASE_URL instead.', { cause });
  });
}

/** What each connection that stays open last ran; waits for those that are just closing. */
export async function findLeaked(admin: Sql, name: string, wait = patience): Promise<string[]> {
  const deadline = performance.now() + wait;
  for (;;) {
    const rows = await admin<{ program: string; query: string }[]>`
      select application_name as program, left(query, 200) as query
      from pg_stat_activity where datname = ${name} and backend_type = 'client backend'`;
    if (rows.length === 0 || performance.now() > deadline) return rows.map((row) => `${row.program}: ${row.query}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
