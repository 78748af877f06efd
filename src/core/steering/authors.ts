import type { Account } from '../people/actor.ts';
import type { MessageAt } from './message.ts';

/** Whose a message of a surface was, for one that tells only that it is gone. Postgres is behind it; rejections are outages. */
export interface Authors {
  /** Null where no run was told it, or where somebody else said it to the run than wrote it. */
  of(at: MessageAt): Promise<Account | null>;
}
