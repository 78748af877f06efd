import { isNoRoom } from '../../core/cards/no-room.ts';
import type { Posted, PostRef, Surface } from '../../core/cards/surface.ts';
import type { Posting } from '../../core/ports.ts';
import { lost, type Before, type Bringing, type Outcome } from './bringing.ts';
import type { Said } from './parts.ts';
import { belowRoot } from './thread.ts';
import { unseen } from './unseen.ts';

/** Posts words, or changes a posted copy when their author edits or deletes them. Words of roles and of the system never change. */
export async function bringWords(
  parts: Bringing,
  posting: Posting,
  surface: Surface,
  before: Before,
): Promise<Outcome> {
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
  parts: Bringing,
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
  parts: Bringing,
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
async function earlierFirst(parts: Bringing, posting: Posting): Promise<void> {
  for (const { id } of await parts.postings.unsaidBefore(posting)) {
    try {
      await parts.inTurn(id, () => parts.bring(id, 'unsure'));
    } catch (error) {
      if (isNoRoom(error)) throw error;
      return;
    }
  }
}
