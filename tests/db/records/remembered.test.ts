import { describe, expect, it } from 'vitest';
import { rememberNumbers } from '../../../db/records/remembered.ts';
import type { Numbers } from '../../../src/core/records/numbers.ts';
import type { Records } from '../../../src/core/records/records.ts';

const until = new Date('2026-11-21T10:00:10Z');
const since = new Date('2026-10-23T00:00:00Z');
const later = (ms: number): Date => new Date(until.getTime() + ms);

/** Answers when it is told to, and counts the questions. */
function asking(isRemembered = true) {
  const asked: { tell: (numbers: Numbers) => void; fail: (error: Error) => void }[] = [];
  const numbers = () => new Promise<Numbers>((tell, fail) => asked.push({ tell, fail }));
  const unused = (): never => {
    throw new Error('nothing else is remembered');
  };
  const names = 'runs openAsks mergedAsks settledAsks activity entry actors artifacts artifact output'.split(' ');
  const records = { ...Object.fromEntries(names.map((name) => [name, unused])), numbers } as unknown as Records;
  let now = 0;
  const wait = (ms: number): void => void (now += ms);
  return { records: isRemembered ? rememberNumbers(records, () => now) : records, asked, wait };
}

const of = (at: Date): Numbers => ({
  ...{ asOf: at, timeToAnswer: [], underTwoSeconds: [], openAsks: [] },
  ...{ runsByOutcome: [], costByRun: [], byDay: [] },
});

describe('remembered numbers', () => {
  it('are read once for all who ask at the same time, and for half a minute after', async () => {
    const { records, asked, wait } = asking();
    const first = records.numbers(['a', 'b'], since, until);
    const second = records.numbers(['b', 'a'], since, later(20_000));
    asked[0]!.tell(of(until));
    expect([await first, await second]).toEqual([of(until), of(until)]);
    wait(29_999);
    expect(await records.numbers(['a', 'b'], since, later(30_000))).toEqual(of(until));
    expect(asked).toHaveLength(1);
    wait(1);
    void records.numbers(['a', 'b'], since, later(30_000));
    expect(asked).toHaveLength(2);
  });

  it('are read each time where nobody remembers them', () => {
    const { records, asked } = asking(false);
    for (let n = 0; n < 2; n++) void records.numbers(['a'], since, until);
    expect(asked).toHaveLength(2);
  });

  it.each([
    ['other projects', ['a'], since, until],
    ['another span', ['a', 'b'], later(-7 * 86_400_000), until],
    ['the next minute', ['a', 'b'], since, later(60_000)],
  ])('are not told of %s', (_what, projects, from, to) => {
    const { records, asked } = asking();
    void records.numbers(['a', 'b'], since, until);
    void records.numbers(projects, from, to);
    expect(asked).toHaveLength(2);
  });

  it('are read anew after an outage', async () => {
    const { records, asked } = asking();
    const failed = records.numbers(['a'], since, until);
    asked[0]!.fail(new Error('away'));
    await expect(failed).rejects.toThrow('away');
    const next = records.numbers(['a'], since, until);
    asked[1]!.tell(of(until));
    expect(await next).toEqual(of(until));
  });

  it('are forgotten, the oldest first, where too many are asked for', () => {
    const { records, asked } = asking();
    for (let n = 0; n < 110; n++) void records.numbers([String(n)], since, until);
    void records.numbers(['109'], since, until);
    expect(asked).toHaveLength(110);
    void records.numbers(['0'], since, until);
    expect(asked).toHaveLength(111);
  });
});
