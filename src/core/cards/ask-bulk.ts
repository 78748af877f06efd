import { isUnread } from './ask-parts.ts';
import { isYes } from '../ask/choices.ts';
import type { Tried } from '../ask/answer.ts';
import type { Ask, Choice } from '../ask/ask.ts';
import { foresee } from '../ask/foresee.ts';
import type { BulkVerb, LeftOut } from '../bulk.ts';
import type { Refusal } from '../refusal.ts';
import type { AskView } from './ask-view.ts';

const isMeant: Record<BulkVerb, (choice: Choice) => boolean> = { approve: isYes, reject: ({ id }) => id === 'reject' };

/** The choice of this Ask that a bulk answer means. */
export const choiceMeant = (ask: Ask, verb: BulkVerb): Choice | undefined => ask.choices.find(isMeant[verb]);

/** Why the press of the Ask's own button would be refused; null if it would not. A missing choice is reported by `leftOutOf` instead. */
export function foreseeMeant(ask: Ask, verb: BulkVerb, tried: Pick<Tried, 'revision' | 'actor'>): Refusal | null {
  const refusal = foresee(ask, { ...tried, choice: choiceMeant(ask, verb)?.id ?? verb });
  return refusal?.refused === 'no_such_choice' ? null : refusal;
}

/** Why an Ask has to be answered alone, whoever answers; null if a bulk answer may include it (DESIGN.md ruling 15). */
export function leftOutOf(view: AskView, verb: BulkVerb, texts: ReadonlyMap<string, string>): LeftOut | null {
  const { ask } = view;
  if (ask.kind === 'blocker') return 'blocker';
  const choice = choiceMeant(ask, verb);
  if (!choice) return 'no_choice';
  if (choice.irreversible) return 'irreversible';
  if (choice.words === 'required') return 'needs_words';
  return isYes(choice) && isUnread(view, texts) ? 'read_first' : null;
}
