import type { PostRef } from './cards/surface.ts';

/**
 * What was sent under a key, or may have been. Makes posting idempotent on platforms that have no idempotency keys. Stored in Postgres;
 * rejections are outages.
 */
export interface Sends {
  /**
   * Called just before a send. `new`: nobody has begun it; the caller may send it until the time `until`. `busy`: another process is just
   * sending it. `{ begun }`: a process began it at that time and did not finish; nobody knows whether it arrived, so the caller looks for it, and sends it
   * if it is not there. A PostRef: it was sent, and this is where it is.
   */
  begin(key: string, now: Date, until: Date): Promise<PostRef | 'new' | 'busy' | { begun: Date }>;
  sent(key: string, ref: PostRef): Promise<void>;
  /** The platform refused it: nothing was posted, and the next call starts from the beginning. */
  refused(key: string): Promise<void>;
}
