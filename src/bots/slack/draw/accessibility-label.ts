import { cap, visible } from '../../../core/cards/agent-text.ts';
import type { Button } from '../../../core/cards/card.ts';
import { limits } from '../limits.ts';

/** The sentence of a hint that nobody may miss: whether the action can be undone. */
const saysUndone = /\bundone\b/;

/**
 * What screen readers read out instead of the button's text: first that text, and then whole sentences of the hint, as many as fit. Whether
 * it can be undone is kept before the other sentences.
 */
export function accessibilityLabel(button: Pick<Button, 'label' | 'hint'>): string {
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

const weight = (sentence = ''): number => (saysUndone.test(sentence) ? 1 : 0);
