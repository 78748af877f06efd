import type { Text } from '../../core/cards/card.ts';
import type { PostRef } from '../../core/cards/surface.ts';
import type { Reply } from '../../core/intent.ts';
import type { Account } from '../../core/people/actor.ts';
import type { Sparingly } from '../../core/sparingly.ts';
import type { Delivery } from './intake.ts';
import { chatWords } from './words.ts';

/** What a person is told about a failed delivery: at the first failure and when it is given up; null in between. */
export function notDone({ isLate, isLast }: Pick<Delivery, 'isLate' | 'isLast'>): Text | null {
  if (isLast) return chatWords.givenUp;
  return isLate ? null : chatWords.notYet;
}

/** An answer to an earlier action, worded so that a person who waited, or has done something else since, knows what it refers to. */
export const late = (reply: Reply): Reply =>
  reply.kind === 'told' || reply.kind === 'refused' ? { ...reply, text: [...chatWords.late, ...reply.text] } : reply;

interface Refusing {
  refusals: Sparingly;
  account: Account;
  /** The message that the button is on. */
  on: PostRef | null;
  at: Date;
}

/**
 * Limits how many refusals one account is told, so that they don't use up the rate that everybody's answers share (S19).
 * Null: the account was told already that it will get no more answers for a while.
 */
export function withinShare({ refusals, account, on, at }: Refusing, text: Text): Text | null {
  const share = refusals.take(`${account.team}/${account.user}`, on?.message ?? '', at.getTime());
  if (share === 'none') return null;
  return share === 'last' ? [...text, ...chatWords.noMoreOfThese] : text;
}
