import type { IncomingMessage } from 'node:http';
import type { Context } from 'hono';
import { RateLimiterMemory } from 'rate-limiter-flexible';

/** For each address and minute, in each process. */
const perMinute = { begun: 60, failed: 20 } as const;

/**
 * The connection's own: what a header says of it, anybody can write. Behind a proxy all share the proxy's, and therefore
 * nothing that is right is ever refused for what others did, beyond a minute, and a link not at all. A network of IPv6 is one.
 */
function addressOf(c: Context): string {
  const { incoming } = (c.env ?? {}) as { incoming?: IncomingMessage };
  const address = incoming?.socket.remoteAddress ?? 'unknown';
  const isV6 = address.includes(':') && !address.startsWith('::ffff:');
  return isV6 ? address.split(':').slice(0, 4).join(':') : address;
}

/** Who tries to sign in too often. */
export function limitSignIns() {
  const begun = new RateLimiterMemory({ points: perMinute.begun, duration: 60 });
  const failed = new RateLimiterMemory({ points: perMinute.failed, duration: 60 });
  const take = (limiter: RateLimiterMemory, c: Context): Promise<boolean> =>
    limiter.consume(addressOf(c)).then(
      () => true,
      () => false,
    );
  return {
    /** False when it is one too many. */
    begin: (c: Context): Promise<boolean> => take(begun, c),
    /** Counts a failure; false when it is one too many. */
    fail: (c: Context): Promise<boolean> => take(failed, c),
    /** Whether there have been too many failures to ask another house once more. */
    hasFailed: async (c: Context): Promise<boolean> =>
      ((await failed.get(addressOf(c)))?.consumedPoints ?? 0) >= perMinute.failed,
  };
}
