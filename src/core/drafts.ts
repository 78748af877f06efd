import type { Form } from './cards/card.ts';
import type { PostRef } from './cards/surface.ts';
import type { Account, Where } from './people/actor.ts';

/** A form that somebody has begun to fill in, where their platform keeps no form open: with what was typed, and from where it came. */
export interface Draft {
  /** Cannot be guessed; still, nobody but its owner opens it. */
  id: string;
  account: Account;
  where: Where;
  /** The card that it was opened from. */
  on: PostRef | null;
  form: Form;
}

/** Half-filled forms, for a while. Postgres is behind it; rejections are outages. */
export interface Drafts {
  /** Writes it, or over what was kept under its id for the same account. */
  keep(draft: Draft, until: Date): Promise<void>;
  /** Null where it has served, its time is over, or it is somebody else's. A platform's user ids are the same in all of its teams. */
  find(id: string, owner: Pick<Account, 'surface' | 'user'>, now: Date): Promise<Draft | null>;
  /** It has served. */
  drop(id: string): Promise<void>;
}
