import type { Posted, PostRef } from '../../../core/cards/surface.ts';
import type { Sends } from '../../../core/sends.ts';

/** Where a message is posted. */
export interface Spot {
  channel: string;
  thread: string | null;
}

/** Called when a post's turn has come: sends it, unless it has been posted already. */
export type Once = (send: () => Promise<Posted>) => Promise<Posted>;

interface OnceParts {
  sends: Sends;
  /** The message that was posted under this key since then; null when there is none. */
  find: (key: string, at: Spot, since: Date) => Promise<PostRef | null>;
  now: () => Date;
  /** Milliseconds after which the platform answers no call any more. */
  answerWithin: number;
  /** The error for a caller while another process is posting the same. */
  busy: () => Error;
  /** True when the platform refused before it posted anything. */
  neverArrived: (error: unknown) => boolean;
}

/** Milliseconds that recording the result in the database may take. */
const toNoteIt = 5_000;

/**
 * Posts each message once, although platforms post whatever they are given, however often (R1, R5). The database decides who posts. After an
 * attempt whose result is unknown, the next one first looks in the channel for the message, and posts only if it isn't there.
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
