import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import postgres, { type Sql, type TransactionSql } from 'postgres';

export type Db = PostgresJsDatabase;
export type Tx = Parameters<Parameters<Db['transaction']>[0]>[0];

export interface Client {
  db: Db;
  /** The driver itself, for LISTEN and for what must hold one connection. Its times are text: drizzle reads them. */
  sql: Sql;
  close(): Promise<void>;
}

export interface ClientOptions {
  /** Connections of this process: each runs one transaction at a time. */
  max?: number;
  /** What the server remarks; by default, nobody hears it. */
  onnotice?: (notice: postgres.Notice) => void;
  /** Milliseconds; a statement that waits longer, for a lock too, fails. */
  statementTimeout?: number;
}

/** Connects when first used, and again after an outage; nothing has to be restarted when Postgres was. */
export function connect(url: string, options: ClientOptions = {}): Client {
  const sql = postgres(url, {
    max: options.max ?? 10,
    onnotice: options.onnotice ?? (() => undefined),
    connect_timeout: 10,
    // Seconds between attempts; the driver's own climbs to 30.
    backoff: (failures) => Math.min(0.05 * 2 ** failures, 2),
    connection: {
      application_name: 'wheelhouse',
      statement_timeout: options.statementTimeout ?? 15_000,
      // A client that died in a transaction must not hold a run's row for longer.
      idle_in_transaction_session_timeout: 10_000,
    },
  });
  return { db: drizzle(prepareAll(sql)), sql, close: () => sql.end({ timeout: 5 }) };
}

/**
 * drizzle sends a statement unprepared unless each is named by hand. Ours are few and recur, so every one of them is
 * prepared: the driver keeps them by their text, per connection. Measured on change(): see tests/db/throughput.bench.ts.
 */
function prepareAll<T extends Sql | TransactionSql>(client: T): T {
  return new Proxy(client, {
    get(target, property, receiver): unknown {
      const value: unknown = Reflect.get(target, property, receiver);
      if (property === 'unsafe') {
        return (query: string, parameters: postgres.ParameterOrJSON<never>[]) =>
          target.unsafe(query, parameters, { prepare: true });
      }
      if (property === 'begin' && isBegin(value)) {
        return (body: (tx: TransactionSql) => Promise<unknown>) => value((tx) => body(prepareAll(tx)));
      }
      return value;
    },
  });
}

type Begin = (body: (tx: TransactionSql) => Promise<unknown>) => Promise<unknown>;
const isBegin = (value: unknown): value is Begin => typeof value === 'function';
