import { cap } from './agent-text.ts';
import type { Button } from './card.ts';
import { parsePress } from './token.ts';

/**
 * Whether a button acts as soon as it is pressed, without a form or a second look. Then its card has to say before what it does, when, and whether that
 * can be undone (P27).
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

/** Characters of each label, if several buttons share a line. */
const shortLabel = 40;

/** A line for each button that acts at once: what it does (P27). Buttons that do the same share a line, with all their labels. */
export function hintsOf(buttons: readonly Button[]): { labels: string; hint: string }[] {
  const byHint = new Map<string, string[]>();
  for (const { label, hint } of buttons.filter(actsAtOnce)) byHint.set(hint, [...(byHint.get(hint) ?? []), label]);
  return [...byHint].map(([hint, labels]) => ({
    hint,
    labels: labels.length === 1 ? labels.join('') : labels.map((label) => cap(label, shortLabel).text).join(' · '),
  }));
}
