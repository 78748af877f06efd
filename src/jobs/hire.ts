import { setTimeout as sleep } from 'node:timers/promises';
import type { Worker } from 'bullmq';

/** Before another one is made, in milliseconds. */
const again = 1_000;
/** For a first connection in the making, in milliseconds: whoever is closed over it would leave it open. */
const patience = 1_000;

/** Takes jobs from the moment on when its first connection stands. */
export interface Hired {
  /** Resolves once it takes jobs, or was sent away before. */
  ready(): Promise<void>;
  /** Takes no further job, and resolves when those in hand have ended. */
  close(): Promise<void>;
}

/**
 * On Postgres, BullMQ (6.7) keeps a first connection that failed for ever. A worker that runs with one asks for its next job
 * again and again without ever waiting for anything outside, so that the process does nothing else: it neither answers nor ends.
 * So a worker runs only once it is ready; one that can't be is let go, and another one made (R3).
 */
export function hire(make: () => Worker, onTrouble: (error: unknown) => void): Hired {
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
      await worker.close(true).catch(() => undefined);
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
