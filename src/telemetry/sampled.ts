import { setTimeout as sleep } from 'node:timers/promises';

interface Pace {
  /** Milliseconds between two readings at least. */
  every: number;
  /** Milliseconds that somebody who asks waits at most; then they get what was read before. */
  wait: number;
}

export interface Sample<T> {
  value: T;
  /** Seconds. */
  age: number;
}

/** Reads what is dear as seldom as that, only when somebody asks, one at a time. Null before the first, and after a failed one. */
export function sampled<T>(read: () => Promise<T>, { every, wait }: Pace): () => Promise<Sample<T> | null> {
  let last: { value: T; at: number } | null = null;
  let triedAt = -Infinity;
  let reading: Promise<void> | null = null;

  const refresh = (): Promise<void> => {
    const at = performance.now();
    triedAt = at;
    const keep = (value: T): void => void (last = { value, at });
    const drop = (): void => void (last = null);
    return read()
      .then(keep, drop)
      .finally(() => (reading = null));
  };
  return async () => {
    if (reading === null && performance.now() - triedAt >= every) reading = refresh();
    if (reading !== null) await Promise.race([reading, sleep(wait, undefined, { ref: false })]);
    return last && { value: last.value, age: (performance.now() - last.at) / 1000 };
  };
}
