import { choiceByWords } from '../ask/by-words.ts';
import { foresee } from '../ask/foresee.ts';
import { requesterId, type PersonActor } from '../people/actor.ts';
import type { RunState } from '../run/state.ts';
import { encodePress } from './token.ts';
import { withWords } from './words/with-words.ts';
import type { Button } from './card.ts';

/**
 * The button that makes a message the answer to an open question, for the message that was just accepted. Words alone decide nothing: the message
 * is steering unless this is pressed (DESIGN.md section 4). Null if its author may not answer like that.
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
