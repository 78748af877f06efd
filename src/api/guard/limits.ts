import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';

/** Counted in this process: with several, each grants as much. */
export interface Limits {
  /** Requests of one key in ten seconds. */
  perKey: number;
  /** Requests from one address in ten seconds that bear no key we know. */
  perAddress: number;
  /** Of one key at the same time. */
  inFlight: number;
  /** Bytes of a body, and how deep it may be nested. */
  bodyBytes: number;
  bodyDepth: number;
}

export const shippedLimits: Limits = {
  perKey: 200,
  perAddress: 30,
  inFlight: 20,
  bodyBytes: 256 * 1024,
  bodyDepth: 32,
};

const seconds = 10;

/**
 * Each sender has its own measure, by its key as soon as we know that: who floods uses up nobody's but its own, also
 * where all come from one proxy's address.
 */
export function createCounters({ perKey, perAddress, inFlight }: Limits) {
  const keys = new RateLimiterMemory({ points: perKey, duration: seconds });
  const addresses = new RateLimiterMemory({ points: perAddress, duration: seconds });
  const flying = new Map<string, number>();
  return {
    /** Null, or the seconds to wait. */
    ofKey: (digest: string) => take(keys, digest),
    ofAddress: (address: string) => take(addresses, address),
    /** Null when there are too many of them already. */
    async fly<T>(digest: string, work: () => Promise<T>): Promise<T | null> {
      const before = flying.get(digest) ?? 0;
      if (before >= inFlight) return null;
      flying.set(digest, before + 1);
      try {
        return await work();
      } finally {
        const now = (flying.get(digest) ?? 1) - 1;
        if (now > 0) flying.set(digest, now);
        else flying.delete(digest);
      }
    },
  };
}

async function take(limiter: RateLimiterMemory, name: string): Promise<number | null> {
  try {
    await limiter.consume(name);
    return null;
  } catch (refused) {
    // It rejects with its figures, not with an error; memory has no other reason to.
    return Math.max(1, Math.ceil(((refused as RateLimiterRes).msBeforeNext ?? 1000) / 1000));
  }
}
