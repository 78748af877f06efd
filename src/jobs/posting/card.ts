import type { Card } from '../../core/cards/card.ts';
import type { PostRef, Surface } from '../../core/cards/surface.ts';
import type { Posting } from '../../core/ports.ts';
import { cardSent } from '../diagnostics.ts';
import { lost, type Before, type Bringing, type Outcome } from './bringing.ts';
import { belowRoot } from './thread.ts';

export async function post(
  parts: Bringing,
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

export async function update(
  parts: Bringing,
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
  parts: Bringing,
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
