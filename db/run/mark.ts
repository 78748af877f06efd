import { nanoid } from 'nanoid';
import { setTimeout as sleep } from 'node:timers/promises';
import { codeOf, DbError } from '../error.ts';
import { send } from '../json.ts';
import type { Pool, Sender } from '../pool.ts';
import { insertDelivery } from './statements.ts';

/** What a transaction leaves to be known by. The key may come again; no other transaction has the token. */
export interface Mark {
  key: string;
  token: string;
  runId: string;
}

/** What nobody delivers, as the sweep's own work, has its token for a key. */
export function newMark(runId: string, delivery: string | undefined): Mark {
  const token = nanoid();
  return { key: delivery ?? `own:${token}`, token, runId };
}

/** False when this delivery was acted upon; one that is being acted upon right now is waited for. */
export async function leave(tx: Sender, mark: Mark): Promise<boolean> {
  return (await send(tx, insertDelivery.text, insertDelivery.toParameter([mark]))).length > 0;
}

/** How long Postgres may take to come back, and to notice that a client is gone, before a COMMIT stays in doubt. */
const doubt = 25_000;

/**
 * Whether the transaction that left this mark was committed, asked after its connection died between the COMMIT and the
 * answer. Nothing is assumed, and each answer is final:
 *
 * - The transaction's own id would not do: Postgres hands out again what it lost in a crash, and then reports a stranger's fate.
 * - That the row cannot be seen says nothing while the old backend lives: it may be at the COMMIT, or have yet to read it.
 *   So the row is inserted once more. The primary key makes that wait until the old transaction has ended, however it
 *   does, at the latest when Postgres ends it for idling; after a crash it has ended already.
 * - The insert succeeds: the old transaction left nothing and never will. It is rolled back, so that the delivery can be repeated.
 * - The row is there with our token: committed. With another's: somebody acted upon the same delivery after ours had fallen.
 */
export async function wasCommitted(pool: Pool, mark: Mark): Promise<boolean> {
  const deadline = performance.now() + doubt;
  let cause: unknown;
  while (performance.now() < deadline) {
    try {
      return await isThere(pool, mark);
    } catch (error) {
      // Away, or still waiting when the statement's time was up: not known yet. Ended on purpose: never to be known here.
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
