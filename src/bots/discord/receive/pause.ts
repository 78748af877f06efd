import { setTimeout as sleep } from 'node:timers/promises';

/** Waits, for no longer than until this process stops. */
export const pause = (milliseconds: number, stopping: AbortSignal): Promise<void> =>
  milliseconds <= 0 || stopping.aborted
    ? Promise.resolve()
    : sleep(milliseconds, undefined, { signal: stopping, ref: false }).catch(() => undefined);
