import { describe, expect, it } from 'vitest';
import { barsOf, lineWidth } from '../../../../../src/bots/console/pages/runs/bars.ts';

const second = 1000;
const week = 7 * 24 * 3600 * second;
const stretch = (from: number, to: number) => ({ from: new Date(from), to: new Date(to) });
const endOf = ({ x, width }: { x: number; width: number }): number => x + width;

describe('attempts on a line of time', () => {
  it('have the length that their work took, beside each other', () => {
    const [first, second_] = barsOf([stretch(0, 10 * second), stretch(10 * second, 40 * second)]);
    expect(first).toEqual({ x: 0, width: 250 });
    expect(second_).toEqual({ x: 250, width: 750 });
  });

  it('can be seen beside weeks of waiting for people', () => {
    const bars = barsOf([stretch(0, second), stretch(3 * week, 3 * week + second)]);
    expect(bars[0]!.width).toBeGreaterThan(400);
    expect(bars[1]!.width).toBeGreaterThan(400);
    expect(bars[1]!.x).toBeGreaterThan(endOf(bars[0]!));
  });

  it('never leave the line, however many and however short they are', () => {
    const many = Array.from({ length: 200 }, (_, index) => stretch(index * week, index * week + (index % 3)));
    for (const bar of barsOf(many)) {
      expect(bar.x).toBeGreaterThanOrEqual(0);
      expect(bar.width).toBeGreaterThan(0);
      expect(endOf(bar)).toBeLessThanOrEqual(lineWidth + 1);
    }
  });

  it('share their time where they overlap', () => {
    const [first, other] = barsOf([stretch(0, 4 * second), stretch(2 * second, 4 * second)]);
    expect(first).toEqual({ x: 0, width: 1000 });
    expect(other).toEqual({ x: 500, width: 500 });
  });

  it('are none where nothing has begun', () => expect(barsOf([])).toEqual([]));
});
