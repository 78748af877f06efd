import { readMigrationFiles } from 'drizzle-orm/migrator';
import postgres, { type Sql } from 'postgres';
import { explain } from './error.ts';
import { migrationsFolder } from './migrate.ts';

/** What `doctor` wants to know of a database server. Reading it changes nothing. */
export interface DatabaseFacts {
  /** 150004 is 15.4. */
  version: number;
  versionName: string;
  fsync: boolean;
  timeZone: string;
  /** Milliseconds by which its clock is ahead of ours, and the possible error of that measurement. */
  ahead: number;
  exactly: number;
  migrations: { applied: number; missing: number; unknown: number };
  rights: Rights;
}

/** Names are quoted where SQL needs it. */
interface Rights {
  role: string;
  database: string;
  /** Migrating starts by making a schema, even if there is nothing else to do. */
  mayCreate: boolean;
  /** Whether the role may make tables in the schema where ours are. */
  mayCreateTables: boolean;
  readOnly: boolean;
}

export async function readFacts(url: string): Promise<DatabaseFacts> {
  const sql = postgres(url, {
    max: 1,
    connect_timeout: 5,
    onnotice: () => undefined,
    connection: { application_name: 'wheelhouse doctor', statement_timeout: 5000 },
  });
  try {
    return {
      rights: await readRights(sql),
      ...(await readServer(sql)),
      ...(await measureClock(sql)),
      migrations: await readMigrations(sql),
    };
  } catch (error) {
    throw explain(error);
  } finally {
    await sql.end({ timeout: 2 });
  }
}

async function readRights(sql: Sql): Promise<Rights> {
  const [rights] = await sql<Rights[]>`
    select quote_ident(current_user) as role, quote_ident(current_database()) as database,
      has_database_privilege(current_database(), 'CREATE') as "mayCreate",
      coalesce(has_schema_privilege(current_schema(), 'CREATE'), false) as "mayCreateTables",
      current_setting('transaction_read_only') = 'on' as "readOnly"`;
  if (rights === undefined) throw new Error('Postgres answered nothing.');
  return rights;
}

async function readServer(sql: Sql): Promise<Pick<DatabaseFacts, 'version' | 'versionName' | 'fsync' | 'timeZone'>> {
  const [row] = await sql<{ version: string; name: string; fsync: string; zone: string }[]>`
    select current_setting('server_version_num') as version, current_setting('server_version') as name,
      current_setting('fsync') as fsync, current_setting('TimeZone') as zone`;
  return {
    version: Number(row?.version),
    versionName: row?.name ?? '',
    fsync: row?.fsync === 'on',
    timeZone: row?.zone ?? '',
  };
}

/** The server is assumed to have read its clock in the middle of the round trip. */
async function measureClock(sql: Sql): Promise<Pick<DatabaseFacts, 'ahead' | 'exactly'>> {
  const before = Date.now();
  const [clock] = await sql<{ now: number }[]>`select extract(epoch from clock_timestamp())::float8 * 1000 as now`;
  const after = Date.now();
  const ahead = Math.round((clock?.now ?? 0) - (before + after) / 2);
  return { ahead, exactly: Math.ceil((after - before) / 2) };
}

async function readMigrations(sql: Sql): Promise<DatabaseFacts['migrations']> {
  const [table] = await sql<{ exists: boolean }[]>`
    select to_regclass('drizzle.__drizzle_migrations') is not null as exists`;
  if (!table?.exists) return compare([]);
  const applied = await sql<{ at: string }[]>`select created_at as at from drizzle.__drizzle_migrations`;
  return compare(applied.map(({ at }) => Number(at)));
}

function compare(applied: readonly number[]): DatabaseFacts['migrations'] {
  const known = readMigrationFiles({ migrationsFolder }).map(({ folderMillis }) => folderMillis);
  const unknown = applied.filter((at) => !known.includes(at)).length;
  return { applied: applied.length, missing: known.filter((at) => !applied.includes(at)).length, unknown };
}
