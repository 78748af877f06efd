import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  held,
  isRested,
  rateOfTier,
  rested,
  taken,
  waitFor,
  type Bucket,
  type Rate,
} from '../../../../src/bots/chat/send/pace.ts';

const rate: Rate = { burst: 3, every: 1000 };

/** When each of so many goes, if all want to go as soon as they may. */
function times(of: Rate, count: number, pauses: readonly number[] = []): number[] {
  let bucket: Bucket = rested(of, 0);
  let now = 0;
  return Array.from({ length: count }, (_, n) => {
    now += pauses[n] ?? 0;
    now += waitFor(bucket, of, now);
    bucket = taken(bucket, of, now);
    return now;
  });
}

/** The most that fall into any minute. */
const busiest = (at: readonly number[]): number =>
  Math.max(...at.map((from) => at.filter((it) => it >= from && it < from + 60_000).length));

describe('the pace of a lane', () => {
  it('lets a small burst go, and then one at a time', () => {
    expect(times(rate, 6)).toEqual([0, 0, 0, 1000, 2000, 3000]);
  });

  it('saves up no more than the burst, however long nothing went', () => {
    expect(times(rate, 5, [3_600_000])).toEqual([3_600_000, 3_600_000, 3_600_000, 3_601_000, 3_602_000]);
  });

  it.each([20, 50, 100])(
    'never sends more than a tier of %i allows in any minute, however the calls come',
    (perMinute) => {
      const pauses = fc.array(fc.integer({ min: 0, max: 40_000 }), { minLength: 5, maxLength: 20 });
      fc.assert(
        fc.property(pauses, (some) => {
          const at = times(
            rateOfTier(perMinute),
            300,
            some.flatMap((pause) => [pause, 0, 0, 0, 0, 0, 0, 0, 0]),
          );
          expect(busiest(at)).toBeLessThanOrEqual(perMinute);
        }),
      );
      // The same calls, at a rate that forgets the burst when it counts the minute, are too many: the check can fail.
      expect(busiest(times({ burst: perMinute / 5, every: 60_000 / perMinute }, 300))).toBeGreaterThan(perMinute);
    },
  );

  it('keeps a reserve for what is more urgent', () => {
    const left = taken(taken(rested(rate, 0), rate, 0), rate, 0);
    expect(waitFor(left, rate, 0)).toBe(0);
    expect(waitFor(left, rate, 0, 1)).toBe(1000);
  });

  it('keeps the silence that Slack asks for, then sends one, and goes on at its pace (R6)', () => {
    const silenced = held(rested(rate, 0), 30_000);
    expect(waitFor(silenced, rate, 0)).toBe(30_000);
    expect(waitFor(silenced, rate, 29_999)).toBe(1);
    expect(waitFor(silenced, rate, 30_000)).toBe(0);
    expect(waitFor(taken(silenced, rate, 30_000), rate, 30_000)).toBe(1000);
    expect(isRested(silenced, rate, 29_999)).toBe(false);
    expect(isRested(silenced, rate, 33_000)).toBe(true);
  });

  it('never shortens a silence by a later, shorter one', () => {
    expect(held(held(rested(rate, 0), 30_000), 5_000).heldUntil).toBe(30_000);
  });
});
