import { describe, expect, it } from 'vitest';
import { askCard } from '../../../src/core/cards/ask-card.ts';
import { asideOf, plainBlock } from '../../../src/core/cards/plain.ts';
import { silenceLabel } from '../../../src/core/cards/words/silence.ts';
import type { Ask } from '../../../src/core/ask/ask.ts';
import { definition, gate, noon, run } from './sample.ts';

const shown = (ask: Ask): string =>
  asideOf(askCard(ask, run(), definition, new Map()))
    .map(plainBlock)
    .join('\n');

describe('the card of an open question', () => {
  it('says what silence does: it decides nothing, and people are reminded (P15)', () => {
    expect(shown(gate())).toContain(
      `${silenceLabel}: The run waits; silence decides nothing. Whoever can answer is reminded.`,
    );
  });

  it('says when silence ends it, where the project wants that', () => {
    expect(shown(gate({ expiresAt: noon }))).toMatch(
      /If nobody answers: It waits until .+ UTC\. Then silence ends the question/,
    );
  });

  it('says nothing of it once it is settled', () => {
    const outcome = {
      status: 'decided',
      choice: 'approve',
      by: 'Mara',
      words: null,
      where: null,
      at: noon,
      why: null,
    } as const;
    expect(shown(gate({ status: 'decided', outcome }))).not.toContain(silenceLabel);
  });
});
