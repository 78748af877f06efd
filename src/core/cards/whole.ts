import { needsReading } from '../ask/choices.ts';
import type { Button } from './card.ts';
import { parsePress } from './token.ts';

/**
 * Whether a button agrees to everything that its card shows. If a surface has to cut a card, it leaves such buttons out (P13). This includes the
 * button to the next page of *Show everything*, because the last page has a yes to all pages.
 */
export function needsWhole({ token }: Button): boolean {
  const press = parsePress(token)?.token;
  return (
    (press?.press === 'answer' && needsReading({ id: press.choice })) || (press?.press === 'page' && press.page > 0)
  );
}

/** Whether a button opens the first page of *Show everything*. */
export function leadsToAll({ token }: Button): boolean {
  const press = parsePress(token)?.token;
  return press?.press === 'page' && press.page === 0;
}
