import type { Posting } from '../../core/ports.ts';
import { lose } from './lose.ts';
import type { PostingParts } from './parts.ts';

/**
 * What is known of a posting before it is sent.
 *
 * - `fresh`: nobody has sent it before.
 * - `unsure`: another may have posted it without recording that. The send's key then returns the older post; unless its surface says that the post
 *   is new, what it shows counts as nothing, and it is updated once more.
 * - `overtaken`: another recorded a post while we sent. The two may have arrived in either order, so the newest goes out once more.
 */
export type Before = 'fresh' | 'unsure' | 'overtaken';
export type Outcome = Before | 'shown';

/** One posting can need that another is brought up to date first: the head of its thread, or what was said before it. */
export interface Bringing extends PostingParts {
  bring(postingId: string, before: Before): Promise<void>;
}

export async function lost(parts: PostingParts, posting: Posting, why: string): Promise<Outcome> {
  await lose(parts, posting, why);
  return 'shown';
}
