import { setTimeout as sleep } from 'node:timers/promises';
import { explain, isLost, isRetryable } from '../error.ts';
import type { Pool, Sender } from '../pool.ts';
import { begin } from '../transaction.ts';
import { leave, newMark, wasCommitted } from './mark.ts';
import { Outdated } from './outdated.ts';

/** Thrown to roll the transaction back; `value` is then its result. */
class Undone extends Error {
  readonly value: unknown;
  constructor(value: unknown) {
    super('undone');
    this.value = value;
  }
}

/** What the body of a transaction is given. */
export interface Scope<T> {
  tx: Sender;
  /** False if this delivery was acted upon before. Its statement is sent before all others of the body, which need not wait for the answer. */
  isFirst: Promise<boolean>;
  /** Rolls back, and makes this the result. */
  undo: (value: T) => never;
}

interface Work<T> {
  runId: string;
  delivery: string | undefined;
  body: (scope: Scope<T>) => Promise<T>;
}

/** How often a decision is made again on a newer state. */
const tries = 5;

/** Runs a transaction, and repeats it if it lost a race, up to five times in all; then returns null. Rejects with a DbError in an outage. */
export async function transact<T>(pool: Pool, work: Work<T>): Promise<T | null> {
  for (let n = 1; n <= tries; n++) {
    try {
      return await commit(pool, work);
    } catch (error) {
      if (!(error instanceof Outdated) && !isRetryable(error)) throw explain(error);
      // A random pause, so that transactions which lost to each other don't meet again.
      await sleep(Math.random() * 5 * n);
    }
  }
  return null;
}

const undo = (value: unknown): never => {
  throw new Undone(value);
};

async function commit<T>(pool: Pool, { runId, delivery, body }: Work<T>): Promise<T> {
  const mark = newMark(runId, delivery);
  let decided: { value: T } | undefined;
  try {
    return await begin(pool, async (tx) => {
      const isFirst = leave(tx, mark);
      // If the body fails first, nobody awaits this one.
      isFirst.catch(() => undefined);
      decided = { value: await body({ tx, isFirst, undo }) };
      return decided.value;
    });
  } catch (error) {
    if (error instanceof Undone) return error.value as T;
    // Before there was a decision, no COMMIT was sent.
    if (decided && isLost(error) && (await wasCommitted(pool, mark))) return decided.value;
    throw error;
  }
}
