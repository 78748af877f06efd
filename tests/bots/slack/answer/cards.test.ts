import { describe, expect, it } from 'vitest';
import { drawCards } from '../../../../src/bots/slack/answer/cards.ts';
import { runCard } from '../../samples.ts';

const site = { publicUrl: null, mayCustomize: true };

describe('cards that one person is shown', () => {
  it('say the same to whoever reads no blocks: the first message too, which bears what they are', () => {
    const shown = [runCard(1), runCard(2)].map((card) => ({
      ...card,
      fallback: `Paused: ${card.title}\nButtons: Resume`,
    }));
    const [first, second] = drawCards({ kind: 'cards', intro: ['Two runs.'], cards: shown }, site);
    expect(first!.text).toBe(`Two runs.\n${second!.text}`);
    expect(second!.text).toContain('Buttons: Resume');
  });
});
