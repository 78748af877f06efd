import { nanoid } from 'nanoid';
import { setTimeout as sleep } from 'node:timers/promises';
import { codeOf } from '../../src/core/outage.ts';
import { DbError } from '../error.ts';
import { send } from '../json.ts';
import type { Pool, Sender } from '../pool.ts';
import { insertDelivery } from './statements.ts';

/** The row by which a transaction can be recognised later. Its key may come again, with a repeat; its token belongs to this transaction alone. */
export interface Mark {
  key: string;
  token: string;
  runId: string;
}

/** Work without a delivery, such as the sweep's own, uses its token as the key. */
export function newMark(runId: string, delivery: string | undefined): Mark {
  const token = nanoid();
  return { key: delivery ?? `own:${token}`, token, runId };
}

/** Inserts the mark. False if this delivery was acted upon before; waits if another transaction is just acting upon it. */
export async function leave(tx: Sender, mark: Mark): Promise<boolean> {
  return (await send(tx, insertDelivery.text, insertDelivery.toParameter([mark]))).length > 0;
}

/** Milliseconds that Postgres may take to come back, and to notice that a client is gone, before we give up finding out about a COMMIT. */
const doubt = 25_000;

/**
 * Finds out whether the transaction with this mark was committed, after its connection died between the COMMIT and the answer. Throws a DbError
 * (`db-commit-unknown`) if Postgres can't tell in time; otherwise the answer is certain:
 *
 * - Asking for the status of the old transaction's id would not do: after a crash, Postgres reuses ids that it has lost, and would report another
 *   transaction's status.
 * - That the row can't be seen proves nothing while the old backend lives: it may be in the middle of the COMMIT, or not have read it yet. So the row
 *   is inserted once more. Because of the primary key, the insert waits until the old transaction has ended, at the latest when Postgres ends it
 *   for idling; after a crash it has ended already.
 * - If the insert succeeds, the old transaction has left nothing, and never will. Our insert is rolled back, so that the delivery can be repeated.
 * - If the row is there with our token, it was committed. With another token, somebody has acted upon the same delivery after ours had failed.
 */
export async function wasCommitted(pool: Pool, mark: Mark): Promise<boolean> {
  const deadline = performance.now() + doubt;
  let cause: unknown;
  while (performance.now() < deadline) {
    try {
      return await isThere(pool, mark);
    } catch (error) {
      // Postgres is away, or the insert still waited at its time limit: try again. But if our own pool was ended, we shall never know.
      cause = error;
      if (codeOf(error) === 'db-ended') break;
      await sleep(50);
    }
  }
  throw unknown(mark, cause);
}

const find = 'select token from deliveries where key = $1';

function isThere(pool: Pool, mark: Mark): Promise<boolean> {
  return pool.use(async (connection) => {
    await connection.rows('begin', []);
    try {
      if (await leave(connection, mark)) return false;
      const [row] = await send<{ token: string }>(connection, find, mark.key);
      return row?.token === mark.token;
    } finally {
      if (!connection.isLost) await connection.rows('rollback', []);
    }
  });
}

const unknown = ({ key, runId }: Mark, cause: unknown): DbError =>
  new DbError(
    'db-commit-unknown',
    `The connection was lost while a decision on run ${runId} was committed, and Postgres could not say within ` +
      `${doubt / 1000} s whether it was (delivery ${key}). Look at the run before you do it again.`,
    { cause },
  );
