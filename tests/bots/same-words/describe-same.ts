import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Card } from '../../../src/core/cards/card.ts';
import { calmCard, coreCard, longCard } from './cards.ts';
import { concealed, difference } from './difference.ts';
import { type Reading, surfaces } from './readings.ts';
import { type ToSay, toSay } from './said.ts';

type Judge = (reading: Reading, wanted: ToSay) => string | null;

function judged(card: Card, judge: Judge): string[] {
  const wanted = toSay(card);
  return Object.entries(surfaces).flatMap(([surface, read]) => {
    const fault = judge(read(card), wanted);
    return fault === null ? [] : [`${surface}: ${fault}`];
  });
}

/** So many random cards of each kind. */
export function describeSame(runs: number, seconds: number): void {
  describe('a card in the console, in Slack and in Discord', { timeout: seconds * 1000 }, () => {
    const never = (what: fc.Arbitrary<Card>, judge: Judge, numRuns = runs): void =>
      fc.assert(
        fc.property(what, (card) => {
          expect(judged(card, judge)).toEqual([]);
        }),
        { numRuns, endOnFailure: true },
      );

    it('says the same words in the same order, whatever the core may make', () => never(calmCard, difference));
    it('leaves nothing out in silence, whatever was written, typed and declared', () =>
      never(coreCard, concealed, Math.ceil(runs / 5)));
    it('leaves nothing out in silence, however long it is', () => never(longCard, concealed, Math.ceil(runs / 5)));

    /** As a drawing would say it that leaves this out. */
    const without: Record<string, (card: Card) => Card> = {
      'a block': (card) => ({ ...card, blocks: card.blocks.slice(1) }),
      'an outcome': (card) => ({ ...card, outcome: null }),
      'a button': (card) => ({ ...card, buttons: card.buttons.slice(1) }),
      'the order': (card) => ({ ...card, blocks: card.blocks.toReversed() }),
    };
    it.each(Object.keys(without))('is found out by either reader where a drawing loses %s', (what) => {
      const found = { difference: 0, concealed: 0 };
      for (const card of fc.sample(calmCard, 60)) {
        const wanted = toSay(card);
        for (const read of Object.values(surfaces)) {
          const reading = read(without[what]!(card));
          if (difference(reading, wanted) !== null) found.difference += 1;
          if (concealed(reading, wanted) !== null) found.concealed += 1;
        }
      }
      expect(found.difference).toBeGreaterThan(10);
      if (what !== 'the order') expect(found.concealed).toBeGreaterThan(10);
    });

    it('is found out where a drawing lets people agree to what it left out', () => {
      const said = { title: 'a', own: 'b', theirs: 'long', buttons: ['Approve'], hints: [] };
      const cut = { ...said, theirs: 'lo…', isShortened: true };
      expect(concealed(cut, { ...said, agreeing: ['Approve'] })).toBe('Approve agrees to what was left out');
      expect(concealed({ ...cut, buttons: [] }, { ...said, agreeing: ['Approve'] })).toBeNull();
    });
  });
}
