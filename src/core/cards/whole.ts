import { isYes } from '../ask/choices.ts';
import type { Button } from './card.ts';
import { parsePress } from './token.ts';

/** It agrees to what stands on its card, all of it: a drawing that had to cut anything leaves it out (P13). */
export function needsWhole({ token }: Button): boolean {
  const press = parsePress(token)?.token;
  return press?.press === 'answer' && isYes({ id: press.choice });
}
