import type { Form } from './cards/card.ts';
import type { PostRef } from './cards/surface.ts';
import type { Account, Where } from './people/actor.ts';

/** A half-filled form, on a platform that doesn't keep forms open: with what was typed so far, and where it was opened. */
export interface Draft {
  /** Can't be guessed; and even with it, only the owner can open the draft. */
  id: string;
  account: Account;
  where: Where;
  /** The card that it was opened from. */
  on: PostRef | null;
  form: Form;
}

/** Half-filled forms, kept for a while in Postgres. Rejections are outages. */
export interface Drafts {
  /** Stores it; replaces what was stored under its id for the same account. */
  keep(draft: Draft, until: Date): Promise<void>;
  /** Null if it was submitted, has expired, or is somebody else's. The team is not compared, as a platform's user ids are the same in all teams. */
  find(id: string, owner: Pick<Account, 'surface' | 'user'>, now: Date): Promise<Draft | null>;
  /** Deletes it after it was submitted. */
  drop(id: string): Promise<void>;
}
