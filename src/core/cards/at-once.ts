import { cap } from './agent-text.ts';
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

/** Of each label, where several buttons do the same. */
const shortLabel = 40;

/** What the buttons do that act at once, a line each; those that do the same have one line, with all their names before it (P27). */
export function hintsOf(buttons: readonly Button[]): { labels: string; hint: string }[] {
  const byHint = new Map<string, string[]>();
  for (const { label, hint } of buttons.filter(actsAtOnce)) byHint.set(hint, [...(byHint.get(hint) ?? []), label]);
  return [...byHint].map(([hint, labels]) => ({
    hint,
    labels: labels.length === 1 ? labels.join('') : labels.map((label) => cap(label, shortLabel).text).join(' · '),
  }));
}
