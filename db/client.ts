import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import postgres, { type ParameterOrJSON, type Sql } from 'postgres';
import type { ConnectionOptions } from './connection.ts';
import { Listening } from './listening.ts';
import { Pool, type Sender } from './pool.ts';
import { begin } from './transaction.ts';

export type Db = PostgresJsDatabase;
/** A transaction as drizzle hands it to its body. */
export type DbTransaction = Parameters<Parameters<Db['transaction']>[0]>[0];

export interface Client {
  db: Db;
  /** Beneath `db`, for the hot path. */
  pool: Pool;
  /** Two connections for what a platform waits for, and nothing else: no work in hand stands before it. */
  express: Pool;
  /** The driver as it comes, for tests and for LISTEN, which is ours; see `Connection` for what must not be done with it. */
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
  const settings: ConnectionOptions = {
    onnotice: options.onnotice ?? (() => undefined),
    connect_timeout: 10,
    // Nobody handles it in the driver when this first question of a connection fails: the process would end. We read no arrays.
    fetch_types: false,
    connection: {
      application_name: 'wheelhouse',
      // Compiling a statement takes longer than any of ours: it begins where the planner overestimates one.
      jit: 'off',
      statement_timeout: options.statementTimeout ?? 15_000,
      // A client that vanished in a transaction must not hold a run's row for longer.
      idle_in_transaction_session_timeout: 20_000,
    },
  };
  const pool = new Pool(url, settings, options.max ?? 10);
  const express = new Pool(url, settings, 2);
  const listening = new Listening(url, settings);
  const sql = withListen(postgres(url, { ...settings, max: 2 }), listening);
  const close = async (): Promise<void> => {
    await Promise.all([pool.end(), express.end(), listening.end(), sql.end({ timeout: 5 })]);
  };
  return { db: drizzle(forDrizzle(pool, pool)), pool, express, sql, close };
}

/** The driver's own LISTEN goes silent for good when Postgres is restarted at the wrong instant. */
function withListen(sql: Sql, listening: Listening): Sql {
  const listen = async (channel: string, heard: (payload: string) => void, connected = () => undefined) => {
    const stop = await listening.listen({ channel, heard, connected });
    return { unlisten: async () => stop() };
  };
  return new Proxy(sql, {
    get: (target, property, receiver): unknown =>
      property === 'listen' ? listen : Reflect.get(target, property, receiver),
  });
}

/** What drizzle asks of a driver: statements, as rows or as arrays, and transactions. It keeps its own parsers. */
function forDrizzle(on: Sender, pool: Pool): Sql {
  const driver = {
    options: { parsers: {}, serializers: {} },
    unsafe: (query: string, values: ParameterOrJSON<never>[] = []) => ({
      then: (...then: Parameters<Promise<unknown>['then']>) => on.rows(query, values).then(...then),
      values: () => on.arrays(query, values),
    }),
    begin: (body: (tx: Sql) => Promise<unknown>) => begin(pool, (tx) => body(forDrizzle(tx, pool))),
  };
  return driver as unknown as Sql;
}
