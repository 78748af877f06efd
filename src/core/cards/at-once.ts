import type { Button } from './card.ts';
import { parsePress } from './token.ts';

/**
 * It does something on the press itself, with no form or second look between: what it does, when, and whether it can be undone has to
 * be said before (P27).
 */
export function actsAtOnce({ token, label, confirm }: Button): boolean {
  const press = parsePress(token)?.token;
  if (confirm !== null || label.endsWith('…') || press === undefined) return false;
  return (
    press.press === 'answer' ||
    press.press === 'with' ||
    (press.press === 'command' && (press.verb === 'pause' || press.verb === 'resume'))
  );
}
