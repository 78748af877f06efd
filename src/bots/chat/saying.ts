import type { Text } from '../../core/cards/card.ts';
import type { PostRef } from '../../core/cards/surface.ts';
import type { Reply } from '../../core/intent.ts';
import type { Account } from '../../core/people/actor.ts';
import type { Sparingly } from '../../core/sparingly.ts';
import type { Delivery } from './intake.ts';
import { chatWords } from './words.ts';

/** Told when it fails first, and when nobody tries it again; null in between. */
export function notDone({ isLate, isLast }: Pick<Delivery, 'isLate' | 'isLast'>): Text | null {
  if (isLast) return chatWords.givenUp;
  return isLate ? null : chatWords.notYet;
}

/** Whoever was told to wait, or has done something else by now, reads what this answers. */
export const late = (reply: Reply): Reply =>
  reply.kind === 'told' || reply.kind === 'refused' ? { ...reply, text: [...chatWords.late, ...reply.text] } : reply;

interface Refusing {
  refusals: Sparingly;
  account: Account;
  /** The message that bore the button. */
  on: PostRef | null;
  at: Date;
}

/** Whoever is refused often costs those their answers who are not (S19). Null: they were told that no more is said. */
export function withinShare({ refusals, account, on, at }: Refusing, text: Text): Text | null {
  const share = refusals.take(`${account.team}/${account.user}`, on?.message ?? '', at.getTime());
  if (share === 'none') return null;
  return share === 'last' ? [...text, ...chatWords.noMoreOfThese] : text;
}
