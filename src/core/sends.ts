import type { PostRef } from './cards/surface.ts';

/** Makes posting idempotent on a platform that has no keys of its own: what was sent under a key, and what may have been. */
export interface Sends {
  /**
   * Just before a send. `new`: nobody began it, it is yours · `unsure`: it was begun, and nobody can say whether it arrived: look for it,
   * then it is yours · `busy`: another is at it right now: try again later. Otherwise where it stands.
   */
  begin(key: string, now: Date): Promise<PostRef | 'new' | 'unsure' | 'busy'>;
  sent(key: string, ref: PostRef): Promise<void>;
  /** The platform refused it: nothing stands there, and the next may begin. */
  refused(key: string): Promise<void>;
}
