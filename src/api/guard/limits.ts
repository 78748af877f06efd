import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';

/** Counted in each process by itself. */
export interface Limits {
  /** Requests of one key in ten seconds. */
  perKey: number;
  /** Requests without a known key from one address in ten seconds. */
  perAddress: number;
  /** Requests of one key at the same time. */
  inFlight: number;
  /** Bytes of a body, and levels of its nesting. */
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
 * Each sender is counted by itself: by its key if that is known, else by its address. So somebody who floods us uses up only their own
 * share, even if everybody comes from one proxy's address.
 */
export function createCounters({ perKey, perAddress, inFlight }: Limits) {
  const keys = new RateLimiterMemory({ points: perKey, duration: seconds });
  const addresses = new RateLimiterMemory({ points: perAddress, duration: seconds });
  const flying = new Map<string, number>();
  return {
    /** The seconds to wait; null if the request is within the limit. */
    ofKey: (digest: string) => take(keys, digest),
    ofAddress: (address: string) => take(addresses, address),
    /** Does the work; null if too many requests of this key are in flight already. */
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
    // Over the limit, it rejects with its figures and not with an error; in memory, it has no other reason to reject.
    return Math.max(1, Math.ceil(((refused as RateLimiterRes).msBeforeNext ?? 1000) / 1000));
  }
}
