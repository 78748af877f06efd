import type { Surface } from '../../core/cards/surface.ts';
import type { Posting } from '../../core/ports.ts';
import type { Before, Outcome } from './bringing.ts';
import type { PostingParts } from './parts.ts';

/**
 * For a question that is settled, or words that were deleted, before they were recorded as posted. Nobody there can do anything about them any more,
 * so they are not posted now (P16). But if an earlier try may have posted them, that post has to be found and brought up to date (P2).
 */
export async function unseen(
  parts: PostingParts,
  posting: Posting,
  surface: Surface,
  before: Before,
): Promise<Outcome> {
  if (before === 'fresh') return 'shown';
  const { place } = posting;
  const root = await parts.postings.rootOf(posting.runId, place);
  // It could only have been posted below a root card that is posted.
  if (!root?.ref) return 'shown';
  const found = await surface.find({ place, thread: root.ref.message }, posting.id);
  if (found === null) return 'shown';
  await parts.postings.record(posting.id, posting.shown, found, 0);
  return 'unsure';
}
