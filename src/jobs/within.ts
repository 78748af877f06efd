import { setTimeout as sleep } from 'node:timers/promises';

/** False if the work takes longer than `patience` milliseconds: it then goes on in the background. */
export async function within(patience: number, work: Promise<unknown>): Promise<boolean> {
  const over = new AbortController();
  const late = sleep(patience, false, { signal: over.signal, ref: false }).catch(() => false);
  const isDone = await Promise.race([work.then(() => true), late]);
  over.abort();
  return isDone;
}
