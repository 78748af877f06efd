import type { Posted } from '../../core/cards/surface.ts';
import type { Posting } from '../../core/ports.ts';
import type { Before, Bringing } from './bringing.ts';

/**
 * Posts below the run's root card. If the root card was deleted, it is posted anew, and the post goes into that thread (R7). The same happens if the
 * thread does not accept posts, for example because it was locked: otherwise a question would be seen, and answered, by nobody.
 */
export async function belowRoot(
  parts: Bringing,
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

const newHead = (parts: Bringing, posting: Posting): Promise<string | null> => threadOf(parts, posting, 'overtaken');

/** Starts another thread for the run, unless somebody has done so meanwhile. After a crash in between, the next try uses the same key. */
async function moved(parts: Bringing, posting: Posting, closed: string): Promise<string | null> {
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
    await parts.bring(now.id, 'unsure');
  });
  return (await parts.postings.get(root.id))?.ref?.message ?? null;
}

/** The thread of the run's root card at this place; the root card is posted first if it is due. Null if there is none. */
async function threadOf(parts: Bringing, posting: Posting, before: Before): Promise<string | null> {
  if (posting.subject.kind === 'run') return null;
  const root = await parts.postings.rootOf(posting.runId, posting.place);
  if (!root) return null;
  const isDue = (root.ref === null && root.lost === null) || before === 'overtaken';
  if (isDue) await parts.inTurn(root.id, () => parts.bring(root.id, before));
  const now = isDue ? await parts.postings.get(root.id) : root;
  return now?.ref?.message ?? null;
}
