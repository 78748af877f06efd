import type { Refusal } from '../refusal.ts';
import { guard, type Tried } from './answer.ts';
import type { Ask } from './ask.ts';

/** Why this choice would be refused whatever words came with it; null if it would not. Asked before a form, a confirmation or a page offers the choice. */
export function foresee(ask: Ask, tried: Pick<Tried, 'choice' | 'revision' | 'actor'>): Refusal | null {
  if (ask.status !== 'open' && ask.outcome) return { refused: 'ask_settled', outcome: ask.outcome };
  const choice = ask.choices.find(({ id }) => id === tried.choice);
  return guard(ask, { ...tried, words: '-', confirmed: true }, choice);
}
