import type { Account } from '../people/actor.ts';
import type { Place, SurfaceName } from '../project/definition.ts';
import type { Card, Text, Words } from './card.ts';

/** One posted copy, as its surface names it. */
export interface PostRef {
  channel: string;
  /** The thread it stands in; null for a card that heads its own. */
  thread: string | null;
  /** The surface's id of the message. */
  message: string;
}

/** The place takes nothing any more, and will not by itself: archived, deleted, or we are not in it. Why, and what to do, for people. */
export interface Lost {
  lost: string;
}

/** Where it stands. `isNew`: sent just now, with what was given; left out where nobody knows whether it stood there already. */
export interface Placed extends PostRef {
  isNew?: boolean;
}

/** `gone`: the thread's head was deleted, and nothing can be put below it. */
export type Posted = Placed | 'gone' | Lost;

/**
 * The bot port: what the core needs of a place where people see and click. Rejections are outages: the caller
 * tries again, after a `NoRoom` when there may be room. `key` makes a send idempotent: a second call with the same key returns the
 * first one's ref.
 */
export interface Surface {
  name: SurfaceName;
  /** Posts a card at the head of a new thread (`thread` null) or inside one. */
  post(at: { place: Place; thread: string | null }, card: Card, key: string): Promise<Posted>;
  /** Brings a posted card to this revision; `gone` when it can't be edited any more: post it anew. */
  update(ref: PostRef, card: Card): Promise<'updated' | 'gone'>;
  /** Says words in a thread. */
  say(at: { place: Place; thread: string }, words: Words, key: string): Promise<Posted>;
  /** Brings words that stand there to this revision; `gone` when they can't be edited any more. Never a role's: nobody changes those. */
  reword(ref: PostRef, words: Words, revision: number): Promise<'updated' | 'gone'>;
  /** Where what was sent under this key stands; null where nothing does. An unsure send is looked for, as by the next with its key. */
  find(at: { place: Place; thread: string | null }, key: string): Promise<PostRef | null>;
  /** Tells one person, privately, where they are. */
  tell(account: Account, at: { channel: string; thread: string | null }, text: Text): Promise<void>;
}
