import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lengthOf, shorten, tooLongNote } from '../../../src/agents/agent/shorten.ts';
import type { ModelTurn, Turn } from '../../../src/agents/model/turn.ts';

const house = (text: string): Turn => ({ by: 'house', text });
const person = (text: string): Turn => ({ by: 'person', message: 'm', name: 'Ada', text });
const result = (call: string, text: string): Turn => ({ by: 'tool', call, text });
const called = (id: string, tool = 'read', input: unknown = { path: 'a.js' }): ModelTurn => ({
  by: 'model',
  text: '',
  calls: [{ id, tool, input }],
});
/** One call and its result, of so many characters. */
const exchange = (id: string, length: number, tool = 'read'): Turn[] => [
  called(id, tool),
  result(id, 'x'.repeat(length)),
];
const textsOf = (turns: readonly Turn[]): string[] => turns.map((it) => ('text' in it ? it.text : ''));

describe('a talk that grows too long', () => {
  const brief = house('b'.repeat(3000));
  const words = person('w'.repeat(3000));

  it('is sent as it is while it is not', () => {
    const turns = [brief, ...exchange('1', 5000), words, ...exchange('2', 5000)];
    expect(shorten(turns, 17_000)).toEqual(turns);
    expect(shorten(turns, Infinity)).toEqual(turns);
  });

  it('leaves out what tools returned, the oldest first, and never the brief, people’s words or what is unread', () => {
    const turns = [brief, ...exchange('1', 5000), ...exchange('2', 4000), words, ...exchange('3', 5000)];
    const sent = shorten(turns, 18_000);
    expect(textsOf(sent)[2]).toMatch(/^\[left out by the house: 5,000 characters,.* Call again/);
    expect(textsOf(sent)[4]).toMatch(/4,000 characters/);
    expect([sent[0], sent[5], sent[7]]).toEqual([brief, words, turns[7]]);
    expect(lengthOf(sent)).toBeLessThan(13_500);
  });

  it('keeps what people answered and refused, which are results as well', () => {
    const answer = `Ada answers: ${'a'.repeat(3000)}`;
    const refusal = `Ada refused this: ${'r'.repeat(3000)}`;
    const turns = [called('1', 'ask'), result('1', answer), called('2'), result('2', refusal), ...exchange('3', 100)];
    expect(textsOf(shorten(turns, 500))).toEqual(textsOf(turns));
    expect(textsOf(shorten(exchange('1', 3000).concat(exchange('2', 100)), 500))[1], 'others go').toMatch(/left out/);
  });

  it('leaves out what was given to tools as well, where that is not enough', () => {
    const written = called('1', 'write', { path: 'a.js', content: 'c'.repeat(9000) });
    const turns = [brief, written, result('1', 'Wrote a.js.'), ...exchange('2', 2000)];
    const [, first] = shorten(turns, 6000);
    expect(first).toMatchObject({
      calls: [{ id: '1', tool: 'write', input: { path: 'a.js', content: expect.stringMatching(/9,000 characters/) } }],
    });
  });

  it('leaves out what nobody has read only where it would fit then, and says so', () => {
    const two: ModelTurn = { ...called('1'), calls: [...called('1').calls, ...called('2').calls] };
    const turns = [brief, two, result('1', 'x'.repeat(9000)), result('2', 'y'.repeat(9000))];
    expect(textsOf(shorten(turns, 15_000)).slice(2)).toEqual([
      expect.stringContaining('too many to be told at once'),
      'y'.repeat(9000),
    ]);
    expect(shorten(turns, 2000), 'the brief alone is more').toEqual(turns);
  });

  it('begins as it did, call after call, until room has to be made again', () => {
    const turns: Turn[] = [brief];
    let changes = 0;
    let before: readonly Turn[] = [];
    for (let number = 0; number < 60; number += 1) {
      turns.push(...exchange(String(number), 1000));
      const sent = shorten(turns, 20_000);
      if (JSON.stringify(sent.slice(0, before.length)) !== JSON.stringify(before)) changes += 1;
      before = sent;
    }
    expect(changes).toBeGreaterThan(2);
    expect(changes).toBeLessThan(15);
  });

  it('is sent by half where a provider would not take it, from there on', () => {
    const turns = [brief, ...Array.from({ length: 10 }, (_, it) => exchange(String(it), 2000)).flat()];
    const whole = lengthOf(shorten(turns, 40_000));
    const half = shorten([...turns, tooLongNote], 40_000);
    expect(lengthOf(half)).toBeLessThan(whole / 2 + 500);
    const later = shorten([...turns, tooLongNote, ...exchange('later', 6000), ...exchange('last', 6000)], 40_000);
    expect(lengthOf(later)).toBeLessThan(whole / 2 + 6500);
  });

  it('is the same for whoever takes it up, and holds all that is no tool’s, whatever was said', () => {
    const turn = fc.oneof(
      fc.string({ maxLength: 600 }).map(house),
      fc.string({ maxLength: 600 }).map(person),
      fc.constant(tooLongNote),
      fc
        .tuple(fc.string(), fc.constantFrom('read', 'ask'), fc.nat(3000))
        .map(([id, tool, length]) => exchange(id, length, tool)),
    );
    fc.assert(
      fc.property(fc.array(turn, { maxLength: 30 }), fc.integer({ min: 500, max: 20_000 }), (said, longest) => {
        const turns = said.flat();
        const sent = shorten(turns, longest);
        expect(shorten(JSON.parse(JSON.stringify(turns)) as Turn[], longest)).toEqual(sent);
        expect(sent.map((it) => it.by)).toEqual(turns.map((it) => it.by));
        const kept = (all: readonly Turn[]): Turn[] => all.filter((it) => it.by === 'house' || it.by === 'person');
        expect(kept(sent)).toEqual(kept(turns));
        expect(lengthOf(sent)).toBeLessThanOrEqual(lengthOf(turns));
      }),
      { numRuns: 100 },
    );
  });
});
