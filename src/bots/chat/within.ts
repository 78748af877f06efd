import { setTimeout as sleep } from 'node:timers/promises';

/** Null when it takes longer: then it goes on by itself. */
export async function within<T>(milliseconds: number, work: Promise<T>): Promise<T | null> {
  const over = new AbortController();
  const late = sleep(milliseconds, null, { signal: over.signal, ref: false }).catch(() => null);
  try {
    return await Promise.race([work, late]);
  } finally {
    over.abort();
  }
}
