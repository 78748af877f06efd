import { fault, note, ok, saidBy, type Finding } from './finding.ts';

/** What the database told; `db/facts.ts` asks it. */
export interface Facts {
  version: number;
  versionName: string;
  fsync: boolean;
  timeZone: string;
  ahead: number;
  exactly: number;
  migrations: { applied: number; missing: number; unknown: number };
  /** Names as SQL has them. */
  rights: { role: string; database: string; mayCreate: boolean; mayCreateTables: boolean; readOnly: boolean };
}

const oldest = 15;
/** Milliseconds. Beyond this, deadlines and “when” would be visibly wrong. */
const mostAhead = 1000;

export async function checkDatabase(place: string, ask: () => Promise<Facts | null>): Promise<Finding[]> {
  let facts: Facts | null;
  try {
    facts = await ask();
  } catch (error) {
    return [fault('database', `${place} can't be used: ${saidBy(error)}`, remedyFor(error))];
  }
  if (facts === null) return [note('database', `${place} has nothing yet: the first start makes it`)];
  const reached = ok('database', `${place} answers`);
  return [
    reached,
    checkVersion(facts),
    checkMigrations(facts),
    checkRights(facts),
    checkFsync(facts),
    noteTimeZone(facts),
    checkClock(facts),
  ];
}

/** Each by its SQLSTATE, or the code of `db/error.ts`. The lines are those of docs/guide/install.md. */
function remedyFor(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  switch (code) {
    case '28P01':
      return (
        "Put the role's password into DATABASE_URL; or give the role the one that is there, as Postgres' administrator: " +
        "alter role wheelhouse password 'change-me'; (create role wheelhouse login password 'change-me', if there is none)."
      );
    case '3D000':
      return (
        "Name a database that is there in DATABASE_URL; or make it, as Postgres' administrator: " +
        'create database wheelhouse owner wheelhouse;'
      );
    case 'db-unreachable':
      return 'See that Postgres runs there, that this machine may reach it, and that host and port in DATABASE_URL are right.';
    default:
      return 'See that host, port, user, password and database in DATABASE_URL are right, and what the log of Postgres says.';
  }
}

export function checkVersion({ version, versionName }: Facts): Finding {
  if (version >= oldest * 10_000) return ok('database version', `Postgres ${versionName}`);
  const remedy = `Move the data to Postgres ${oldest} or newer (pg_upgrade, or pg_dump and restore).`;
  return fault('database version', `Postgres ${versionName} is too old`, remedy);
}

export function checkMigrations({ migrations: { applied, missing, unknown } }: Facts): Finding {
  if (unknown > 0) {
    const found = `${unknown} of its ${applied} migrations are from a newer Wheelhouse`;
    return fault('migrations', found, 'Start that version, or restore a backup from before the upgrade.');
  }
  if (applied === 0) return note('migrations', 'the database is empty: the first start fills it');
  if (missing === 0) return ok('migrations', `all ${applied} are applied`);
  return fault(
    'migrations',
    `${missing} are not applied`,
    'Run `wheelhouse migrate`; `wheelhouse start` does it by itself.',
  );
}

export function checkRights({ rights, migrations }: Facts): Finding {
  const { role, database, mayCreate, mayCreateTables, readOnly } = rights;
  const check = 'database rights';
  if (readOnly)
    return fault(
      check,
      `${database} is read-only for ${role}`,
      `If it is a standby, name the primary in DATABASE_URL. Otherwise, as Postgres' administrator: ` +
        `alter database ${database} set default_transaction_read_only = off; alter role ${role} reset default_transaction_read_only;`,
    );
  if (mayCreate && (mayCreateTables || migrations.missing === 0)) return ok(check, `${role} may write and migrate`);
  return fault(
    check,
    `${role} may not create ${mayCreate ? 'tables' : 'schemas'} in ${database}: a migration fails, and with it every start`,
    `As Postgres' administrator: alter database ${database} owner to ${role};`,
  );
}

export function checkFsync({ fsync }: Facts): Finding {
  if (fsync) return ok('fsync', 'on: what was decided survives a crash');
  const remedy = 'Set fsync = on in postgresql.conf, and reload (select pg_reload_conf()).';
  return fault('fsync', 'off: a crash can lose or damage what was decided', remedy);
}

/** Any will do: times are stored with their zone, and told by the reader's. */
const noteTimeZone = ({ timeZone }: Facts): Finding =>
  note('time zone', `Postgres is in ${timeZone}, this program in ${Intl.DateTimeFormat().resolvedOptions().timeZone}`);

export function checkClock({ ahead, exactly }: Facts): Finding {
  const away = `${Math.abs(ahead)} ms ${ahead < 0 ? 'behind' : 'ahead of'} ours (± ${exactly} ms)`;
  if (Math.abs(ahead) - exactly <= mostAhead) return ok('clock', `the database's clock is ${away}`);
  return fault(
    'clock',
    `the database's clock is ${away}`,
    'Keep both machines in time, with chrony or systemd-timesyncd.',
  );
}
