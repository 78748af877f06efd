import { sql } from 'drizzle-orm';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import { migrate as applyMigrations } from 'drizzle-orm/postgres-js/migrator';
import { fileURLToPath } from 'node:url';
import postgres from 'postgres';
import { DbError, explain } from './error.ts';

export const migrationsFolder = fileURLToPath(new URL('./migrations', import.meta.url));

/** The key of an advisory lock. Any number would do, as long as all processes use the same. */
const migrationLock = 7_433_001;

/** Migrates the database to this version. Several processes may do so at once: one migrates, the others wait for it. Throws a DbError. */
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
    // Closing the connection releases the lock.
    await client.end({ timeout: 5 });
  }
}

/** For commands that only read: throws a DbError (`db-newer`, `db-older`) if the database is of another version. Changes nothing. */
export async function refuseUnlike(url: string): Promise<void> {
  const client = postgres(url, {
    max: 1,
    fetch_types: false,
    onnotice: () => undefined,
    connection: { application_name: 'wheelhouse', default_transaction_read_only: true },
  });
  try {
    const { applied, missing } = await refuseNewer(drizzle(client));
    if (missing > 0) throw older(applied, missing);
  } catch (error) {
    throw explain(error);
  } finally {
    await client.end({ timeout: 5 });
  }
}

/** How many migrations the database has, and how many of ours it lacks. Throws if it has some that we don't know. */
async function refuseNewer(db: PostgresJsDatabase): Promise<{ applied: number; missing: number }> {
  const known = readMigrationFiles({ migrationsFolder }).map((migration) => migration.folderMillis);
  const applied = await readApplied(db);
  const unknown = applied.filter((at) => !known.includes(at)).length;
  if (unknown > 0) throw newer(applied.length, unknown);
  return { applied: applied.length, missing: known.filter((at) => !applied.includes(at)).length };
}

async function readApplied(db: PostgresJsDatabase): Promise<number[]> {
  const there = await db.execute<{ found: boolean }>(
    sql`select to_regclass('drizzle.__drizzle_migrations') is not null as found`,
  );
  if (!there[0]?.found) return [];
  const rows = await db.execute<{ at: string }>(sql`select created_at as at from drizzle.__drizzle_migrations`);
  return rows.map(({ at }) => Number(at));
}

const newer = (applied: number, unknown: number): DbError =>
  new DbError(
    'db-newer',
    `The database has ${applied} migrations, ${unknown} of which this program does not know: it was used by a newer ` +
      'Wheelhouse. Start that version, or restore a backup from before the upgrade.',
  );

const older = (applied: number, missing: number): DbError =>
  new DbError(
    'db-older',
    applied === 0
      ? 'The database is empty: no Wheelhouse was started with it yet. See that DATABASE_URL or --data name the right one.'
      : `The database has ${applied} migrations and lacks ${missing}: it was last used by an older Wheelhouse. Run ` +
          '`wheelhouse migrate`, or look at it with that version.',
  );
