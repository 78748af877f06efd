import { describe, expect, it } from 'vitest';
import type { Ask } from '../../../src/core/ask/ask.ts';
import { fateOf } from '../../../src/core/ask/fate.ts';

const ask = (status: Ask['status'], revision: number, ...answers: string[]): Ask =>
  ({ status, revision, answers: answers.map((id) => ({ id })) }) as Ask;

describe('what has come of an answer', () => {
  it.each([
    ['voted', ask('open', 1, 'mine')],
    ['decided', ask('decided', 1, 'mine', 'other')],
    ['withdrawn', ask('withdrawn', 1, 'mine')],
    ['expired', ask('expired', 1, 'mine')],
    ['superseded', ask('superseded', 1, 'mine')],
    ['put_aside', ask('open', 1, 'other')],
    ['decided', ask('decided', 1, 'other')],
    ['asked_anew', ask('open', 2)],
    ['asked_anew', ask('decided', 2, 'other')],
    ['withdrawn', ask('withdrawn', 2, 'other')],
  ] as const)('is %s by what became of the question', (fate, now) => {
    expect(fateOf(now, { id: 'mine', revision: 1 })).toBe(fate);
  });
});
