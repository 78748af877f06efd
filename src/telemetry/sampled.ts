import { setTimeout as sleep } from 'node:timers/promises';

interface Pace {
  /** The shortest time between two readings, in milliseconds. */
  every: number;
  /** How long a caller waits for a reading, in milliseconds; then it gets the previous one. */
  wait: number;
}

export interface Sample<T> {
  value: T;
  /** Age of the reading, in seconds. */
  age: number;
}

/** Limits how often something expensive is read: only when somebody asks, one reading at a time. Null before the first reading, and after a failed one. */
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
