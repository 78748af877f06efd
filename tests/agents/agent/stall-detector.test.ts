import { describe, expect, it } from 'vitest';
import type { Exchange } from '../../../src/agents/agent/conversation.ts';
import { StallDetector } from '../../../src/agents/agent/stall-detector.ts';

/** `path=text` for each call: what was read, and what stood there. */
const exchange = (reads: string): Exchange => {
  const calls = reads.split(' ').map((it, n) => ({ id: `c${n}`, tool: 'read', input: { path: it.split('=')[0] } }));
  const results = reads.split(' ').map((it, n) => [`c${n}`, it.split('=')[1] ?? ''] as const);
  return { answer: { by: 'model', text: '', calls }, results: new Map(results) };
};

/** After how many answers it is stopped; null: never. */
function stopped(answers: readonly string[]): number | null {
  const stall = new StallDetector('m');
  const at = answers.findIndex((it) => stall.made(exchange(it)) !== null);
  return at === -1 ? null : at + 1;
}

const times = (count: number, round: readonly string[]): string[] => Array.from({ length: count }, () => round).flat();

describe('a model that goes round in a circle is stopped when it has gone three times', () => {
  it.each([
    ['one answer', ['a=1'], 3],
    ['two in turn', ['a=1', 'b=1'], 6],
    ['two, of which one is alone a circle', ['a=1', 'a=1'], 3],
    ['four in turn', ['a=1', 'b=1', 'a=2', 'b=2'], 12],
    ['two calls at once', ['a=1 b=2'], 3],
  ])('%s', (_, round, after) => {
    expect(stopped(times(4, round))).toBe(after);
    expect(stopped(times(3, round).slice(0, -1)), 'and not before').toBe(after < round.length * 3 ? after : null);
  });

  it('whatever it did before', () => {
    expect(stopped(['x=1', 'y=2', ...times(3, ['a=1', 'b=1'])])).toBe(8);
  });
});

describe('it is not stopped', () => {
  it.each([
    ['where the same call brings something else', ['a=1', 'a=2', 'a=3', 'a=4', 'a=5', 'a=6']],
    ['where one of the calls in turn does', ['a=1', 'b=1', 'a=1', 'b=2', 'a=1', 'b=3', 'a=1', 'b=4']],
    ['where it comes back twice', ['a=1', 'b=1', 'a=1', 'b=1', 'c=1', 'a=1', 'b=1', 'a=1', 'b=1', 'c=1']],
  ])('%s', (_, answers) => expect(stopped(answers)).toBeNull());

  it('by what was before a person spoke', () => {
    const stall = new StallDetector('m');
    for (const _ of [1, 2]) expect(stall.made(exchange('a=1'))).toBeNull();
    stall.reset();
    for (const _ of [1, 2]) expect(stall.made(exchange('a=1'))).toBeNull();
    expect(stall.made(exchange('a=1'))).toContain('did the same thing 3 times');
  });
});
