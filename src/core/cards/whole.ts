import { needsReading } from '../ask/choices.ts';
import type { Button } from './card.ts';
import { parsePress } from './token.ts';

/**
 * It agrees to what stands on its card, all of it: a drawing that had to cut anything leaves it out (P13). From one page of *Show
 * everything* to the next too: at the last one stands a yes to all of them.
 */
export function needsWhole({ token }: Button): boolean {
  const press = parsePress(token)?.token;
  return (
    (press?.press === 'answer' && needsReading({ id: press.choice })) || (press?.press === 'page' && press.page > 0)
  );
}

/** It leads to everything, from its beginning. */
export function leadsToAll({ token }: Button): boolean {
  const press = parsePress(token)?.token;
  return press?.press === 'page' && press.page === 0;
}
