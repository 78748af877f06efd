import { isSaid } from '../../core/effect.ts';
import type { Posting } from '../../core/ports.ts';
import type { Before, Bringing, Outcome } from './bringing.ts';
import { post, update } from './card.ts';
import type { PostingParts } from './parts.ts';
import { unseen } from './unseen.ts';
import { bringWords } from './words.ts';

/** How often it starts again because another process has changed the same posting. */
const mostRounds = 5;

/** Brings one posting to the newest truth. */
export async function bring(parts: PostingParts, postingId: string, before: Before): Promise<void> {
  const bringing: Bringing = { ...parts, bring: (id, known) => bring(parts, id, known) };
  let outcome: Outcome = before;
  for (let round = 0; round < mostRounds; round += 1) {
    const posting = await parts.postings.get(postingId);
    if (!posting || posting.lost !== null) return;
    outcome = await bringOnce(bringing, posting, outcome);
    if (outcome === 'shown') return;
  }
  throw new Error(`Posting ${postingId} was changed by others ${mostRounds} times in a row.`);
}

async function bringOnce(parts: Bringing, posting: Posting, before: Before): Promise<Outcome> {
  const surface = parts.surfaces.get(posting.place.surface);
  if (!surface)
    throw new Error(`bug: posting ${posting.id} is for ${posting.place.surface}, which this process does not show.`);
  if (isSaid(posting.subject)) return bringWords(parts, posting, surface, before);
  const card = await parts.drawing.card(posting.subject);
  if (!card) return 'shown';
  if (posting.ref === null && card.outcome !== null && posting.subject.kind === 'ask') {
    return unseen(parts, posting, surface, before);
  }
  if (posting.ref === null) return post(parts, posting, { surface, card, before });
  if (card.revision <= posting.shown && before !== 'overtaken') return 'shown';
  return update(parts, posting, { surface, card, ref: posting.ref });
}
