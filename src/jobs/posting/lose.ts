import { staleWords } from '../../core/cards/words/stale.ts';
import { isSaid } from '../../core/effect.ts';
import type { Posting } from '../../core/ports.ts';
import type { PostingParts } from './parts.ts';

/**
 * Gives up a copy that can neither be edited nor replaced (R6, R7). If people still see it, a note in its thread says that it is out of date, or
 * else notes in the threads of its other copies (P28). The notes come before the mark, so that after a crash in between they are posted again,
 * under the same keys.
 */
export async function lose(parts: PostingParts, posting: Posting, why: string): Promise<void> {
  const { id, runId, place } = posting;
  parts.log.warn(
    { posting: id, run: runId, place, why },
    'What is shown at a place can not be brought up to date there: it is given up.',
  );
  if (posting.ref !== null && !isSaid(posting.subject)) await sayStale(parts, posting);
  await parts.postings.markLost(posting.id, why);
}

async function sayStale(parts: PostingParts, posting: Posting): Promise<void> {
  const isSaidThere = await sayIn(parts, posting, `${posting.id}-stale`, staleWords(posting.subject, null));
  if (isSaidThere) return;
  const copies = await parts.postings.ofSubject(posting.subject);
  const others = copies.filter((copy) => copy.id !== posting.id && copy.lost === null);
  const words = staleWords(posting.subject, posting.place);
  for (const other of others) await sayIn(parts, other, `${posting.id}-stale-on-${other.id}`, words);
}

/** False if nothing can be posted there: the place is lost too, another process serves it, or nothing was posted there yet. */
async function sayIn(
  { surfaces }: PostingParts,
  { place, ref }: Posting,
  key: string,
  words: ReturnType<typeof staleWords>,
): Promise<boolean> {
  const surface = surfaces.get(place.surface);
  if (!surface || ref === null) return false;
  const said = await surface.say({ place, thread: ref.thread ?? ref.message }, words, key);
  return said !== 'gone' && !('lost' in said);
}
