import { cap, visible } from '../../../core/cards/agent-text.ts';
import type { Button } from '../../../core/cards/card.ts';
import { limits } from '../limits.ts';

/** Of what a hint says, whether it can be undone is what nobody may miss. */
const grave = /\bundone\b/;

/**
 * Read out instead of the button's text, so that text comes first; then whole sentences of the hint, as many as fit, the grave one
 * before all others.
 */
export function spoken(button: Pick<Button, 'label' | 'hint'>): string {
  const limit = limits.button.accessibilityLabel;
  const label = visible(button.label).trim();
  const hint = visible(button.hint).trim();
  const sentences = hint.split(/(?<=[.!?;])\s+/);
  const kept = new Set<number>();
  let left = limit - label.length - 1;
  for (const index of byWeight(sentences)) {
    const length = (sentences[index]?.length ?? 0) + 1;
    if (length > left) continue;
    kept.add(index);
    left -= length;
  }
  const said = sentences.filter((_, index) => kept.has(index)).join(' ');
  return cap(`${label}: ${said === '' ? hint : said}`, limit).text;
}

const byWeight = (sentences: readonly string[]): number[] =>
  [...sentences.keys()].sort((a, b) => weight(sentences[b]) - weight(sentences[a]));

const weight = (sentence = ''): number => (grave.test(sentence) ? 1 : 0);
