import { readMigrationFiles } from 'drizzle-orm/migrator';
import type { Client } from './client.ts';
import { explained } from './error.ts';
import { migrationsFolder } from './migrate.ts';

/**
 * Returns a function that says why this program can't work with its database now; null if it can. Migrations that the program does not know
 * are no reason: in a rolling upgrade, the old processes keep serving until the new ones are up. Rejections are outages.
 */
export function databaseCheck({ pool }: Pick<Client, 'pool'>): () => Promise<string | null> {
  const known = readMigrationFiles({ migrationsFolder }).map(({ folderMillis }) => folderMillis);
  return async () => {
    const [row] = await explained(
      pool.rows<{ replica: boolean; applied: number }>(
        `select pg_is_in_recovery() as replica, count(*)::int as applied from drizzle.__drizzle_migrations
         where created_at in (select value::bigint from json_array_elements_text($1::text::json))`,
        [JSON.stringify(known)],
      ),
    );
    if (row?.replica) return 'Postgres takes no writes: it is a replica, or still recovering.';
    const missing = known.length - (row?.applied ?? 0);
    return missing > 0 ? `${missing} migrations are not applied: run \`wheelhouse migrate\`.` : null;
  };
}
