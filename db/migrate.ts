import { sql } from 'drizzle-orm';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import { migrate as applyMigrations } from 'drizzle-orm/postgres-js/migrator';
import { fileURLToPath } from 'node:url';
import postgres from 'postgres';
import { DbError, explain } from './error.ts';

export const migrationsFolder = fileURLToPath(new URL('./migrations', import.meta.url));

/** Any number would do: the processes of one deployment only have to agree on it. */
const migrationLock = 7_433_001;

/** Brings the database up to this code. Several processes may start at once: one migrates, the others wait for it. */
export async function migrate(url: string): Promise<void> {
  const client = postgres(url, {
    max: 1,
    fetch_types: false,
    onnotice: () => undefined,
    connection: { application_name: 'wheelhouse migrate' },
  });
  try {
    const db = drizzle(client);
    await db.execute(sql`select pg_advisory_lock(${migrationLock})`);
    await refuseNewer(db);
    await applyMigrations(db, { migrationsFolder });
  } catch (error) {
    throw explain(error);
  } finally {
    // The lock goes with the connection.
    await client.end({ timeout: 5 });
  }
}

async function refuseNewer(db: PostgresJsDatabase): Promise<void> {
  const there = await db.execute<{ found: boolean }>(
    sql`select to_regclass('drizzle.__drizzle_migrations') is not null as found`,
  );
  if (!there[0]?.found) return;
  const known = new Set(readMigrationFiles({ migrationsFolder }).map((migration) => migration.folderMillis));
  const applied = await db.execute<{ at: string }>(sql`select created_at as at from drizzle.__drizzle_migrations`);
  const unknown = applied.filter((row) => !known.has(Number(row.at)));
  if (unknown.length > 0) {
    throw new DbError(
      'db-newer',
      `The database has ${applied.length} migrations, ${unknown.length} of which this program does not know: it was ` +
        'used by a newer Wheelhouse. Start that version, or restore a backup from before the upgrade.',
    );
  }
}
