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
  /** The connections that `db` uses; used directly on the hot path. */
  pool: Pool;
  /** Two more connections, only for what a chat platform waits for, so that it never queues behind other work. */
  express: Pool;
  /** The driver itself, for tests and for LISTEN (which is replaced by our own). `Connection` says what must not be done with it. */
  sql: Sql;
  close(): Promise<void>;
}

export interface ClientOptions {
  /** The most connections of the pool; each runs one transaction at a time. Default: 10. */
  max?: number;
  /** Receives the server's notices, which are ignored by default. */
  onnotice?: (notice: postgres.Notice) => void;
  /** Hears when what Postgres notifies is not heard any more, and when it is again. */
  onDeaf?: (isDeaf: boolean) => void;
  /** Milliseconds after which a statement fails, even if it only waits for a lock. Default: 15,000. */
  statementTimeout?: number;
}

/** Connects when it is first used, and again after an outage: when Postgres is restarted, nothing else has to be. */
export function connect(url: string, options: ClientOptions = {}): Client {
  const settings: ConnectionOptions = {
    onnotice: options.onnotice ?? (() => undefined),
    connect_timeout: 10,
    // The driver's first query on a connection. If it fails, nobody handles the error, and the process ends. We don't need it, since we read no arrays.
    fetch_types: false,
    connection: {
      application_name: 'wheelhouse',
      // Just-in-time compilation takes longer than any of our statements, and starts where the planner overestimates one.
      jit: 'off',
      statement_timeout: options.statementTimeout ?? 15_000,
      // A client that vanished in a transaction must not hold a run's row for longer.
      idle_in_transaction_session_timeout: 20_000,
    },
  };
  const pool = new Pool(url, settings, options.max ?? 10);
  const express = new Pool(url, settings, 2);
  const listening = new Listening(url, settings, options.onDeaf);
  const sql = withListen(postgres(url, { ...settings, max: 2 }), listening);
  const close = async (): Promise<void> => {
    await Promise.all([pool.end(), express.end(), listening.end(), sql.end({ timeout: 5 })]);
  };
  return { db: drizzle(forDrizzle(pool, pool)), pool, express, sql, close };
}

/** Replaces the driver's own LISTEN, which goes silent for good if Postgres is restarted at the wrong instant. */
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

/** The part of the driver's interface that drizzle uses: statements, whose results come as rows or as arrays, and transactions. */
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
