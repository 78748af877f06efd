import { setTimeout as sleep } from 'node:timers/promises';
import { DbError, explain, isLost, isRetryable } from '../error.ts';
import { send } from '../json.ts';
import type { Pool, Sender } from '../pool.ts';
import { begin } from '../transaction.ts';
import { Outdated } from './outdated.ts';

/** Nothing of this transaction shall stay; this is what it came to. */
class Undone extends Error {
  readonly value: unknown;
  constructor(value: unknown) {
    super('undone');
    this.value = value;
  }
}

/** What the body of a transaction needs beside its statements. */
export interface Scope<T> {
  tx: Sender;
  /** The statement that writes gives the transaction's id away: by it, a lost COMMIT is looked up. */
  tag: (xid: string) => void;
  /** Rolls back, and makes this the result. */
  undo: (value: T) => never;
}

type Body<T> = (scope: Scope<T>) => Promise<T>;

/** How often a decision is made again on a newer state. */
const tries = 5;
/** How long Postgres may take to come back, and to notice that a client is gone, before a COMMIT stays in doubt. */
const doubt = 25_000;

/** One transaction, again when it lost a race, up to five times: then `null`. */
export async function transact<T>(pool: Pool, body: Body<T>): Promise<T | null> {
  for (let n = 1; n <= tries; n++) {
    try {
      return await commit(pool, body);
    } catch (error) {
      if (!(error instanceof Outdated) && !isRetryable(error)) throw explain(error);
      // Those who lost together must not meet again.
      await sleep(Math.random() * 5 * n);
    }
  }
  return null;
}

const undo = (value: unknown): never => {
  throw new Undone(value);
};

async function commit<T>(pool: Pool, body: Body<T>): Promise<T> {
  const asked: { xid?: string; result?: { value: T } } = {};
  const tag = (xid: string): void => void (asked.xid = xid);
  try {
    const result = await begin(pool, async (tx) => (asked.result = { value: await body({ tx, tag, undo }) }));
    return result.value;
  } catch (error) {
    if (error instanceof Undone) return error.value as T;
    const { xid, result } = asked;
    if (result && xid !== undefined && isLost(error) && (await wasCommitted(pool, xid))) return result.value;
    throw error;
  }
}

/**
 * The connection died between the COMMIT and its answer. Postgres keeps the fate of each transaction, also across its own
 * restart: it is asked until it knows, and nothing is assumed.
 */
async function wasCommitted(pool: Pool, xid: string): Promise<boolean> {
  const deadline = performance.now() + doubt;
  while (performance.now() < deadline) {
    const fate = await fateOf(pool, xid);
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

async function fateOf(pool: Pool, xid: string): Promise<string | null | undefined> {
  try {
    const [row] = await send<{ fate: string | null }>(pool, 'select pg_xact_status($1::text::xid8) as fate', xid);
    return row?.fate;
  } catch (error) {
    if (isLost(error)) return undefined;
    throw error;
  }
}
