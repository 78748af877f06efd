import type { Card } from '../../core/cards/card.ts';
import { isNoRoom } from '../../core/cards/no-room.ts';
import type { Posted, PostRef, Surface } from '../../core/cards/surface.ts';
import { isSaid } from '../../core/effect.ts';
import type { Posting } from '../../core/ports.ts';
import { cardSent } from '../diagnostics.ts';
import { lose } from './lose.ts';
import type { PostingParts, Said } from './parts.ts';

/** How often it starts again because another process has changed the same posting. */
const mostRounds = 5;

/**
 * What is known before a send. `fresh`: nobody has been at it · `unsure`: another may have posted it without recording it, and the
 * send's key then returns that older post: where its surface doesn't say that it is new, what it shows is taken for nothing, and it is
 * updated once more · `overtaken`: another
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

async function post(
  parts: PostingParts,
  posting: Posting,
  { surface, card, before }: { surface: Surface; card: Card; before: Before },
): Promise<Outcome> {
  const { place } = posting;
  const posted = await belowRoot(parts, posting, (thread) => surface.post({ place, thread }, card, posting.id));
  if ('lost' in posted) return lost(parts, posting, posted.lost);
  mark(card);
  const isSure = posted.isNew ?? before === 'fresh';
  const isOurs = await parts.postings.record(posting.id, posting.shown, posted, isSure ? card.revision : 0);
  if (!isOurs) return 'overtaken';
  return isSure ? 'shown' : 'unsure';
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

/** R7: posts the card anew, once. If that post can't be edited either, the posting is given up as lost, and people are told. */
async function replace(
  parts: PostingParts,
  posting: Posting,
  { surface, card, ref }: { surface: Surface; card: Card; ref: PostRef },
): Promise<Outcome> {
  const { place } = posting;
  const key = `${posting.id}-after-${ref.message}`;
  const anew = await belowRoot(parts, posting, (thread) => surface.post({ place, thread }, card, key));
  if ('lost' in anew) return lost(parts, posting, anew.lost);
  // Another worker may have made this very post just now, with an older card.
  if ((await surface.update(anew, card)) === 'gone') {
    return lost(parts, posting, 'It was posted anew, and that post can not be edited either.');
  }
  const isOurs = await parts.postings.record(posting.id, posting.shown, anew, card.revision);
  return isOurs ? 'shown' : 'overtaken';
}

/** Posts words, or changes a posted copy when their author edits or deletes them. Words of roles and of the system never change. */
async function bringWords(parts: PostingParts, posting: Posting, surface: Surface, before: Before): Promise<Outcome> {
  const said = await parts.drawing.words(posting.subject);
  if (!said) return 'shown';
  if (posting.ref !== null) return reword(parts, posting, { surface, said, ref: posting.ref, before });
  if (said.isDeleted) return unseen(parts, posting, surface, before);
  await earlierFirst(parts, posting);
  const posted = await say(parts, posting, { surface, said, key: posting.id });
  if ('lost' in posted) return lost(parts, posting, posted.lost);
  // If the words have changed before, another worker may have posted an older version of them.
  const mayBeOld = !(posted.isNew ?? before === 'fresh') && said.revision > 1;
  const isOurs = await parts.postings.record(posting.id, posting.shown, posted, mayBeOld ? 0 : said.revision);
  if (!isOurs) return said.revision > 1 ? 'overtaken' : 'shown';
  return mayBeOld ? 'unsure' : 'shown';
}

/** Edits a posted copy of words. If it can't be edited any more, a note in the thread says what they are now. */
async function reword(
  parts: PostingParts,
  posting: Posting,
  { surface, said, ref, before }: { surface: Surface; said: Said; ref: PostRef; before: Before },
): Promise<Outcome> {
  if (said.revision === 1 || (said.revision <= posting.shown && before !== 'overtaken')) return 'shown';
  if ((await surface.reword(ref, said.words, said.revision)) === 'gone') {
    const noted = await say(parts, posting, { surface, said, key: `${posting.id}-now-${said.revision}` });
    if ('lost' in noted) return lost(parts, posting, noted.lost);
  }
  const isOurs = await parts.postings.record(posting.id, posting.shown, ref, said.revision);
  return isOurs ? 'shown' : 'overtaken';
}

const say = (
  parts: PostingParts,
  posting: Posting,
  { surface, said, key }: { surface: Surface; said: Said; key: string },
): Promise<Exclude<Posted, 'gone'>> =>
  belowRoot(parts, posting, async (thread) =>
    thread === null ? unopened : surface.say({ place: posting.place, thread }, said.words, key),
  );

const unopened = { lost: 'The thread that it belongs to could not be opened.' };

/**
 * A talk reads in the order in which it was held: who waits for room is waited for. What does not get through holds up nobody (R9); its own job
 * fails too, and says why.
 */
async function earlierFirst(parts: PostingParts, posting: Posting): Promise<void> {
  for (const { id } of await parts.postings.unsaidBefore(posting)) {
    try {
      await parts.inTurn(id, () => bring(parts, id, 'unsure'));
    } catch (error) {
      if (isNoRoom(error)) throw error;
      return;
    }
  }
}

/**
 * For a question that is settled, or words that were deleted, before they were recorded as posted. Nobody there can do anything about them any more,
 * so they are not posted now (P16). But if an earlier try may have posted them, that post has to be found and brought up to date (P2).
 */
async function unseen(parts: PostingParts, posting: Posting, surface: Surface, before: Before): Promise<Outcome> {
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

async function lost(parts: PostingParts, posting: Posting, why: string): Promise<Outcome> {
  await lose(parts, posting, why);
  return 'shown';
}

/**
 * Posts below the run's root card. If the root card was deleted, it is posted anew, and the post goes into that thread (R7). The same happens if the
 * thread does not accept posts, for example because it was locked: otherwise a question would be seen, and answered, by nobody.
 */
async function belowRoot(
  parts: PostingParts,
  posting: Posting,
  put: (thread: string | null) => Promise<Posted>,
): Promise<Exclude<Posted, 'gone'>> {
  let thread = await threadOf(parts, posting, 'unsure');
  let posted = await put(thread);
  for (const elsewhere of [newHead, moved]) {
    if (posted !== 'gone' || thread === null) break;
    const anew = await elsewhere(parts, posting, thread);
    if (anew === thread) continue;
    thread = anew;
    posted = await put(thread);
  }
  return posted === 'gone' ? { lost: 'The thread that it belongs to is gone, and no other could be begun.' } : posted;
}

const newHead = (parts: PostingParts, posting: Posting): Promise<string | null> =>
  threadOf(parts, posting, 'overtaken');

/** Starts another thread for the run, unless somebody has done so meanwhile. After a crash in between, the next try uses the same key. */
async function moved(parts: PostingParts, posting: Posting, closed: string): Promise<string | null> {
  const root = await parts.postings.rootOf(posting.runId, posting.place);
  if (!root) return closed;
  await parts.inTurn(root.id, async () => {
    const now = await parts.postings.get(root.id);
    if (now?.ref?.message !== closed || now.lost !== null) return;
    const card = await parts.drawing.card(now.subject);
    const surface = parts.surfaces.get(now.place.surface);
    const key = `${now.id}-after-${closed}`;
    const anew = card && surface ? await surface.post({ place: now.place, thread: null }, card, key) : 'gone';
    if (anew === 'gone' || 'lost' in anew) return;
    // The post may be an earlier try's, and show an older card.
    await parts.postings.record(now.id, now.shown, anew, 0);
    await bring(parts, now.id, 'unsure');
  });
  return (await parts.postings.get(root.id))?.ref?.message ?? null;
}

/** The thread of the run's root card at this place; the root card is posted first if it is due. Null if there is none. */
async function threadOf(parts: PostingParts, posting: Posting, before: Before): Promise<string | null> {
  if (posting.subject.kind === 'run') return null;
  const root = await parts.postings.rootOf(posting.runId, posting.place);
  if (!root) return null;
  const isDue = (root.ref === null && root.lost === null) || before === 'overtaken';
  if (isDue) await parts.inTurn(root.id, () => bring(parts, root.id, before));
  const now = isDue ? await parts.postings.get(root.id) : root;
  return now?.ref?.message ?? null;
}
