import { describe, expect, it } from 'vitest';
import { manyAlike, mergeAlike } from '../../../src/core/ask/alike.ts';
import type { Ask } from '../../../src/core/ask/ask.ts';
import { approval, asking, question, shellCall } from '../cards/agent-sample.ts';
import { gate, run } from '../cards/sample.ts';

const linesOf = (asks: Ask[]): number => mergeAlike(asks, (ask) => ({ ask, run: run() })).length;
const many = <T>(make: (index: number) => T): T[] => Array.from({ length: manyAlike }, (_, index) => make(index));

describe('P16: questions that are alike', () => {
  it('are one line, whatever each is about in full: approving needs a look all the same', () => {
    expect(linesOf(many(() => gate()))).toBe(1);
  });

  it('asked by agents are so only to the letter', () => {
    expect(linesOf(many(() => asking()))).toBe(1);
    expect(linesOf(many((n) => asking(question({ text: `Which of the ${n}?` }))))).toBe(manyAlike);
    expect(linesOf(many((n) => asking(question({ options: [`${n}`] }))))).toBe(manyAlike);
    expect(linesOf(many(() => approval()))).toBe(1);
    expect(linesOf(many((n) => approval(shellCall({ digest: `d_${n}` }))))).toBe(manyAlike);
  });
});
