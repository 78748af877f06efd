import { choiceByWords } from '../ask/by-words.ts';
import { foresee } from '../ask/foresee.ts';
import { requesterId, type PersonActor } from '../people/actor.ts';
import type { RunState } from '../run/state.ts';
import { encodePress } from './token.ts';
import { withWords } from './words/with-words.ts';
import type { Button } from './card.ts';

/**
 * For words that were just accepted while a question is open: the way to make them its answer. Words alone decide nothing, and they stay
 * steering until this is pressed (DESIGN.md section 4). Null where their author could not answer so.
 */
export function withWordsButton({ run, asks, messages }: RunState, actor: PersonActor): Button | null {
  const said = messages.at(-1);
  const ask = asks.find((it) => choiceByWords(it) !== null);
  const choice = ask && choiceByWords(ask);
  if (!ask || !choice || said?.status !== 'queued' || said.author !== requesterId(actor)) return null;
  const { id: askId, revision, subject } = ask;
  if (foresee(ask, { choice: choice.id, revision, actor })) return null;
  const token = encodePress({ press: 'with', askId, revision, messageId: said.id });
  return { token, ...withWords(choice, subject, run), style: 'plain', confirm: null };
}
