import { setTimeout as sleep } from 'node:timers/promises';
import type { Worker } from 'bullmq';

/** Milliseconds before a worker that failed to connect is replaced. */
const again = 1_000;
/** Milliseconds that closing waits for a first connection that is being opened: closed before that, the worker would leave it open. */
const patience = 1_000;

/** A worker that takes jobs once its first connection is open. */
export interface StartedWorker {
  /** Resolves once it takes jobs, or was closed before. */
  ready(): Promise<void>;
  /** Takes no more jobs, and resolves when those in hand have ended. */
  close(): Promise<void>;
}

/**
 * On Postgres, BullMQ (6.7) keeps a first connection for ever even if it has failed. A worker running on such a connection asks for its next
 * job in a loop that never waits for I/O, so that the process can neither answer nor end. Therefore a worker is started only once it is ready,
 * and one that fails to get ready is closed and replaced (R3).
 */
export function startWorker(make: () => Worker, onTrouble: (error: unknown) => void): StartedWorker {
  const leaving = new AbortController();
  let worker = make();

  const isReady = (): Promise<boolean> =>
    worker.waitUntilReady().then(
      () => true,
      (error: unknown) => {
        if (!leaving.signal.aborted) onTrouble(error);
        return false;
      },
    );

  const begin = async (): Promise<void> => {
    while (!(await isReady())) {
      // It never connected: its failure to close tells nothing new.
      await worker.close(true).catch(() => undefined);
      // Rejects only when we are closed meanwhile, which is looked at next.
      await sleep(again, undefined, { signal: leaving.signal }).catch(() => undefined);
      if (leaving.signal.aborted) return;
      worker = make();
    }
    if (!leaving.signal.aborted) worker.run().catch(onTrouble);
  };

  const begun = begin();
  return {
    ready: () => begun,
    close: async () => {
      leaving.abort();
      await Promise.race([begun, sleep(patience, undefined, { ref: false })]);
      await worker.close();
    },
  };
}
