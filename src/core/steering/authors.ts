import type { Account } from '../people/actor.ts';
import type { MessageAt } from './message.ts';

/** Finds the author of a message that was deleted, on platforms that don't say whose it was. Rejections are outages. */
export interface Authors {
  /** Null if no run was given the message, or if somebody else relayed it. */
  of(at: MessageAt): Promise<Account | null>;
}
