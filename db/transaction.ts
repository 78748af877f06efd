import { isLost } from './error.ts';
import type { Pool, Sender } from './pool.ts';

/** Runs the body between BEGIN and COMMIT, on a connection of its own. Rolls back if the body rejects. */
export function begin<T>(pool: Pool, body: (tx: Sender) => Promise<T>): Promise<T> {
  return pool.use(async (connection) => {
    await connection.rows('begin', []);
    try {
      const result = await body(connection);
      await connection.rows('commit', []);
      return result;
    } catch (error) {
      // If the connection was lost, Postgres has rolled the transaction back.
      if (!connection.isLost) await connection.rows('rollback', []).catch((failure: unknown) => ignoreLost(failure));
      throw error;
    }
  });
}

function ignoreLost(error: unknown): void {
  if (!isLost(error)) throw error;
}
