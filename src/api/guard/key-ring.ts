import { setTimeout as sleep } from 'node:timers/promises';
import type { ApiKeys } from '../../core/people/api-keys.ts';

/** An unknown key makes us read the digests again, but not more often than this, in milliseconds. */
const pace = 1000;

/**
 * The digests of all valid secrets, in memory: however many wrong ones are sent, the database is asked once a second. What a
 * known one opens, and whether it is still valid, is asked at each request.
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
    /** After it, every key is known that existed when it was called. Simultaneous calls share one read. */
    renew(): Promise<void> {
      reading ??= read().finally(() => (reading = null));
      return reading;
    },
  };
}
