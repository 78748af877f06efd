import type { Account } from '../people/actor.ts';
import type { Place, SurfaceName } from '../project/definition.ts';
import type { Card, Text, Words } from './card.ts';

/** Where a posted message is, in the surface's own ids. */
export interface PostRef {
  channel: string;
  /** The thread that it is in; null for a card at the head of its own thread. */
  thread: string | null;
  /** The surface's id of the message. */
  message: string;
}

/** The place accepts no posts any more, until people do something: it was archived or deleted, or we are not in it. `lost` tells people why, and what to do. */
export interface Lost {
  lost: string;
}

/** Where the message is. `isNew`: it was sent just now, with exactly what was given; left out if it is not known whether it was there already. */
export interface Placed extends PostRef {
  isNew?: boolean;
}

/** `gone`: the head of the thread was deleted, so nothing can be posted in it. */
export type Posted = Placed | 'gone' | Lost;

/**
 * The port of the bots: what the core needs of a surface. A rejection is an outage: the caller tries again, after a `NoRoom` at the time
 * that it names. `key` makes a send idempotent: a second call with the same key returns the ref of the first.
 */
export interface Surface {
  name: SurfaceName;
  /** Posts a card in a thread, or at the head of a new one (`thread` null). */
  post(at: { place: Place; thread: string | null }, card: Card, key: string): Promise<Posted>;
  /** Updates a posted card; `gone` if it can't be edited any more and has to be posted again. */
  update(ref: PostRef, card: Card): Promise<'updated' | 'gone'>;
  /** Posts words in a thread. */
  say(at: { place: Place; thread: string }, words: Words, key: string): Promise<Posted>;
  /** Updates posted words; `gone` if they can't be edited any more. Never called for a role's words, which nobody changes. */
  reword(ref: PostRef, words: Words, revision: number): Promise<'updated' | 'gone'>;
  /** Where the message is that was sent under this key; null if there is none. If it is not known whether a send arrived, it is looked for. */
  find(at: { place: Place; thread: string | null }, key: string): Promise<PostRef | null>;
  /** Tells one person something privately, in the channel or thread where they are. */
  tell(account: Account, at: { channel: string; thread: string | null }, text: Text): Promise<void>;
}
