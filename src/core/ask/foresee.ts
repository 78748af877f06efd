import type { PersonActor } from '../people/actor.ts';
import { isRefusal, type Refusal } from '../refusal.ts';
import { countAnswer } from './answer.ts';
import type { Ask, Choice } from './ask.ts';

interface Foreseen {
  choice: Choice['id'];
  revision: number;
  actor: PersonActor;
  at: Date;
}

/** What would be refused whatever words came with it: asked before a form, a second look or a page offers the choice. */
export function foresee(ask: Ask, { choice, revision, actor, at }: Foreseen): Refusal | null {
  if (ask.status !== 'open' && ask.outcome) return { refused: 'ask_settled', outcome: ask.outcome };
  const event = { askId: ask.id, choice, revision, words: '-', confirmed: true, actor, id: 'foreseen', at };
  const counted = countAnswer(ask, event);
  return isRefusal(counted) ? counted : null;
}
