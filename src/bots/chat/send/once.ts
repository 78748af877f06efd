import type { Posted, PostRef } from '../../../core/cards/surface.ts';
import type { Sends } from '../../../core/sends.ts';

/** Where something is put. */
export interface Spot {
  channel: string;
  thread: string | null;
}

/** Called when a post's turn has come: sends it, unless it stands there already. */
export type Once = (send: () => Promise<Posted>) => Promise<Posted>;

interface OnceParts {
  sends: Sends;
  /** The message that was posted under this key since then; null when there is none. */
  find: (key: string, at: Spot, since: Date) => Promise<PostRef | null>;
  now: () => Date;
  /** Milliseconds after which the platform answers no call any more. */
  answerWithin: number;
  /** Another is at it. */
  busy: () => Error;
  /** The platform said no before it did anything. */
  neverArrived: (error: unknown) => boolean;
}

/** Milliseconds that it may take, at most, to tell the database what came of it. */
const toNoteIt = 5_000;

/**
 * A platform posts whatever it is given, as often as it is given (R1, R5). So the database says whose turn it is, and who comes after
 * one that ended in the dark looks for its message among those that stand there, before it posts another.
 */
export const createOnce =
  ({ sends, find, now, answerWithin, busy, neverArrived }: OnceParts) =>
  (key: string, at: Spot): Once =>
  async (send) => {
    const start = now();
    const before = await sends.begin(key, start, new Date(start.getTime() + answerWithin + toNoteIt));
    if (before === 'busy') throw busy();
    if (before !== 'new') {
      const stands = 'begun' in before ? await find(key, at, before.begun) : before;
      if (stands) {
        await note(sends, key, stands);
        return { ...stands, isNew: false };
      }
    }
    try {
      const posted = await send();
      await note(sends, key, posted);
      return asNew(posted);
    } catch (error) {
      if (neverArrived(error)) await sends.refused(key);
      throw error;
    }
  };

async function note(sends: Sends, key: string, posted: Posted): Promise<void> {
  if (posted === 'gone' || 'lost' in posted) await sends.refused(key);
  else await sends.sent(key, posted);
}

const asNew = (posted: Posted): Posted => (posted === 'gone' || 'lost' in posted ? posted : { ...posted, isNew: true });
