import { describe, expect, it } from 'vitest';
import { explain } from '../../../src/core/cards/explain.ts';
import { plainText } from '../../../src/core/cards/plain.ts';
import { later } from './sample.ts';
import { examples, outcome } from './refusals.ts';

describe('a refusal in words', () => {
  it.each(Object.values(examples))('is one or more sentences that say something of its own: $refused', (refusal) => {
    const text = plainText(explain(refusal, later(3)));
    expect(text).toMatch(/^\S.{9,}[.:]?/);
    expect(text).not.toMatch(/undefined|\[object|null|NaN/);
    const same = Object.values(examples).filter((it) => plainText(explain(it, later(3))) === text);
    expect(same).toHaveLength(1);
  });

  it('names who was faster, when and where', () => {
    expect(plainText(explain(examples.ask_settled, later(3)))).toBe(
      'Mara approved this 3 seconds earlier, in #film (the console). Your click changed nothing.',
    );
  });

  it('says of what was settled after the click that it was, unless it was the same instant', () => {
    const said = (seconds: number): string => plainText(explain(examples.ask_settled, later(seconds)));
    expect(said(-1)).toContain('Mara approved this less than a second earlier,');
    expect(said(-20)).toBe('Mara approved this meanwhile, in #film (the console). Your click changed nothing.');
  });

  it.each([
    ['slack', 'in Slack'],
    ['discord', 'in Discord'],
    ['api', 'in the API'],
  ] as const)('says that it was settled on another surface (%s), by its name and no id (R10)', (surface, where) => {
    const there = { ...outcome, where: { surface, channel: 'C024BE91L', thread: '17.1' } };
    expect(plainText(explain({ refused: 'ask_settled', outcome: there }, later(3)))).toBe(
      `Mara approved this 3 seconds earlier, ${where}. Your click changed nothing.`,
    );
  });

  it('calls a permission what people call it, without its id', () => {
    const text = plainText(explain({ refused: 'not_found', what: 'grant', id: 'grant_1' }, later(3)));
    expect(text).toBe(
      'There is no such permission any more: it was revoked, or its time is over. Nothing was changed.',
    );
  });

  it('says of an end that nobody chose that nobody chose it, and how to be asked again (P7, P8)', () => {
    const expired = { ...outcome, status: 'expired' as const, choice: null, by: null };
    expect(plainText(explain({ refused: 'ask_settled', outcome: expired }, later(3)))).toMatch(
      /^Expired 3 seconds earlier: nobody answered.*; Resume asks again\. Your click changed nothing\.$/,
    );
  });
});
