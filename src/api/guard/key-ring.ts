import { setTimeout as sleep } from 'node:timers/promises';
import type { ApiKeys } from '../../core/people/api-keys.ts';

/** The digests are read again for unknown ones this often at most, in milliseconds. */
const pace = 1000;

/**
 * Which secrets open anything, in memory: however many wrong ones come, the database is asked once in a second. What a
 * known one opens, and whether it still does, is asked each time.
 */
export function createKeyRing(keys: Pick<ApiKeys, 'digests'>) {
  let known: ReadonlySet<string> = new Set();
  let readAt = -Infinity;
  let reading: Promise<void> | null = null;

  const read = async (): Promise<void> => {
    await sleep(Math.max(0, readAt + pace - performance.now()), undefined, { ref: false });
    readAt = performance.now();
    known = await keys.digests(new Date());
  };

  return {
    knows: (digest: string): boolean => known.has(digest),
    /** Knows then what was there when it was called; many who wait wait for one and the same. */
    renew(): Promise<void> {
      reading ??= read().finally(() => (reading = null));
      return reading;
    },
  };
}
