import type { PostRef } from './cards/surface.ts';

/**
 * What was sent under a key, and what may have been: makes posting idempotent on a platform that has no keys of its own. Postgres is
 * behind it; rejections are outages.
 */
export interface Sends {
  /**
   * Just before a send. `new`: nobody began it, and it is the caller's until then. `busy`: another is at it. Begun before, by somebody
   * whose time is over: nobody knows whether it arrived since then; it is the caller's to look for, and to send if it is not there.
   * Otherwise where it stands.
   */
  begin(key: string, now: Date, until: Date): Promise<PostRef | 'new' | 'busy' | { begun: Date }>;
  sent(key: string, ref: PostRef): Promise<void>;
  /** The platform refused it: nothing stands there, and whoever is next begins anew. */
  refused(key: string): Promise<void>;
}
