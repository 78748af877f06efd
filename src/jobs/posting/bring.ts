import type { Card } from '../../core/cards/card.ts';
import type { PostRef, Surface } from '../../core/cards/surface.ts';
import type { Posting } from '../../core/ports.ts';
import { cardSent } from '../marks.ts';
import type { PostingParts } from './parts.ts';

/** How often it begins anew because another process was at the same posting. */
const mostRounds = 5;

/**
 * What is known before a send. `fresh`: nobody has been at it · `unsure`: another may have posted it without recording it, and the
 * send's key then returns that older post: what it shows is taken for nothing, and it is updated once more · `overtaken`: another
 * recorded while we sent, and the two sends may have arrived in either order: the newest goes out once more.
 */
export type Before = 'fresh' | 'unsure' | 'overtaken';
type Outcome = Before | 'shown';

/** Brings one posting to the newest truth. */
export async function bring(parts: PostingParts, postingId: string, before: Before): Promise<void> {
  let outcome: Outcome = before;
  for (let round = 0; round < mostRounds; round += 1) {
    const posting = await parts.postings.get(postingId);
    if (!posting || posting.lost !== null) return;
    outcome = await bringOnce(parts, posting, outcome);
    if (outcome === 'shown') return;
  }
  throw new Error(`Posting ${postingId} was changed by others ${mostRounds} times in a row.`);
}

async function bringOnce(parts: PostingParts, posting: Posting, before: Before): Promise<Outcome> {
  const surface = parts.surfaces.get(posting.place.surface);
  if (!surface)
    throw new Error(`bug: posting ${posting.id} is for ${posting.place.surface}, which this process does not show.`);
  if (posting.subject.kind === 'message') return say(parts, posting, surface);
  const card = await parts.drawing.card(posting.subject);
  if (!card) return 'shown';
  if (posting.ref === null) return post(parts, posting, { surface, card, mayStand: before !== 'fresh' });
  if (card.revision <= posting.shown && before !== 'overtaken') return 'shown';
  return update(parts, posting, { surface, card, ref: posting.ref });
}

async function post(
  parts: PostingParts,
  posting: Posting,
  { surface, card, mayStand }: { surface: Surface; card: Card; mayStand: boolean },
): Promise<Outcome> {
  const thread = await threadOf(parts, posting);
  const ref = await surface.post({ place: posting.place, thread }, card, posting.id);
  mark(card);
  const isOurs = await parts.postings.record(posting.id, posting.shown, ref, mayStand ? 0 : card.revision);
  if (!isOurs) return 'overtaken';
  return mayStand ? 'unsure' : 'shown';
}

async function update(
  parts: PostingParts,
  posting: Posting,
  { surface, card, ref }: { surface: Surface; card: Card; ref: PostRef },
): Promise<Outcome> {
  if ((await surface.update(ref, card)) === 'gone') return replace(parts, posting, { surface, card, ref });
  mark(card);
  const isOurs = await parts.postings.record(posting.id, posting.shown, ref, card.revision);
  return isOurs ? 'shown' : 'overtaken';
}

function mark({ subject, revision }: Card): void {
  if (cardSent.hasSubscribers) cardSent.publish({ subject, revision });
}

/** R7: posts it anew once; if that one can't be edited either, the posting is lost, and says so. */
async function replace(
  parts: PostingParts,
  posting: Posting,
  { surface, card, ref }: { surface: Surface; card: Card; ref: PostRef },
): Promise<Outcome> {
  const thread = await threadOf(parts, posting);
  const anew = await surface.post({ place: posting.place, thread }, card, `${posting.id}-after-${ref.message}`);
  // Another may have made this post just now, for an older card.
  if ((await surface.update(anew, card)) === 'gone') {
    await parts.postings.markLost(posting.id, 'It was posted anew, and that post can not be edited either.');
    return 'shown';
  }
  const isOurs = await parts.postings.record(posting.id, posting.shown, anew, card.revision);
  return isOurs ? 'shown' : 'overtaken';
}

async function say(parts: PostingParts, posting: Posting, surface: Surface): Promise<Outcome> {
  if (posting.ref !== null) return 'shown';
  const words = await parts.drawing.words(posting.subject);
  if (!words) return 'shown';
  const thread = await threadOf(parts, posting);
  if (thread === null) {
    await parts.postings.markLost(posting.id, 'The thread that it belongs to could not be opened.');
    return 'shown';
  }
  const ref = await surface.say({ place: posting.place, thread }, words, posting.id);
  // Words do not change: whoever recorded them recorded these.
  await parts.postings.record(posting.id, posting.shown, ref, 1);
  return 'shown';
}

/** The thread that the run's root card heads at this place; the root goes first. Null where there is none. */
async function threadOf(parts: PostingParts, posting: Posting): Promise<string | null> {
  if (posting.subject.kind === 'run') return null;
  const root = await parts.postings.rootOf(posting.runId, posting.place);
  if (!root) return null;
  if (root.ref === null && root.lost === null) await parts.inTurn(root.id, () => bring(parts, root.id, 'unsure'));
  const now = root.ref === null ? await parts.postings.get(root.id) : root;
  return now?.ref?.message ?? null;
}
