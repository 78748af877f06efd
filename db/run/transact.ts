import { sql } from 'drizzle-orm';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Db, Tx } from '../client.ts';
import { DbError, explain, isLost, isRetryable } from '../error.ts';
import { Outdated } from './outdated.ts';

/** Nothing of this transaction shall stay; this is what it came to. */
class Undone<T> extends Error {
  readonly value: T;
  constructor(value: T) {
    super('undone');
    this.value = value;
  }
}

/** What the body of a transaction needs beside its statements. */
export interface Scope<T> {
  tx: Tx;
  /** The statement that writes gives the transaction's id away: by it, a lost COMMIT is looked up. */
  tag: (xid: string | undefined) => void;
  /** Rolls back, and makes this the result. */
  undo: (value: T) => never;
}

type Body<T> = (scope: Scope<T>) => Promise<T>;

/** How often a decision is made again on a newer state. */
const tries = 5;
/** How long Postgres may take to come back, and to notice that a client is gone, before a COMMIT stays in doubt. */
const doubt = 15_000;

/** One transaction, again when it lost a race, up to five times: then `null`. */
export async function transact<T>(db: Db, body: Body<T>): Promise<T | null> {
  for (let n = 1; n <= tries; n++) {
    try {
      return await commit(db, body);
    } catch (error) {
      if (!(error instanceof Outdated) && !isRetryable(error)) throw explain(error);
      // Those who lost together must not meet again.
      await sleep(Math.random() * 5 * n);
    }
  }
  return null;
}

async function commit<T>(db: Db, body: Body<T>): Promise<T> {
  let xid: string | undefined;
  let asked: { result: T } | undefined;
  try {
    return await db.transaction(async (tx) => {
      const undo = (value: T): never => {
        throw new Undone(value);
      };
      asked = { result: await body({ tx, tag: (id) => (xid = id), undo }) };
      return asked.result;
    });
  } catch (error) {
    if (error instanceof Undone) return error.value as T;
    if (asked && xid !== undefined && isLost(error) && (await wasCommitted(db, xid))) return asked.result;
    throw error;
  }
}

/**
 * The connection died between the COMMIT and its answer. Postgres keeps the fate of each transaction, also across its own
 * restart: it is asked until it knows, and nothing is assumed.
 */
async function wasCommitted(db: Db, xid: string): Promise<boolean> {
  const deadline = performance.now() + doubt;
  while (performance.now() < deadline) {
    const fate = await fateOf(db, xid);
    if (fate === 'committed') return true;
    if (fate === 'aborted') return false;
    await sleep(50);
  }
  throw new DbError(
    'db-commit-unknown',
    `The connection was lost while transaction ${xid} was committed, and Postgres could not say within ` +
      `${doubt / 1000} s whether it was. Look at the run before you do it again.`,
  );
}

async function fateOf(db: Db, xid: string): Promise<string | null | undefined> {
  try {
    const [row] = await db.execute<{ fate: string | null }>(sql`select pg_xact_status(${xid}::text::xid8) as fate`);
    return row?.fate;
  } catch (error) {
    if (isLost(error)) return undefined;
    throw error;
  }
}
