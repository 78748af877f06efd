import { describe, expect, it } from 'vitest';
import { Sparingly } from '../../src/core/sparingly.ts';

const times = (count: number, take: (index: number) => string): string[] =>
  Array.from({ length: count }, (_, i) => take(i));

describe('what is shared out sparingly', () => {
  it('S19: is five of a kind in a minute, of which the fifth is known to be the last', () => {
    const shares = new Sparingly();
    expect(times(7, () => shares.take('mal', 'card', 0))).toEqual([
      ...['given', 'given', 'given', 'given', 'last', 'none', 'none'],
    ]);
    expect(shares.take('mal', 'other card', 0)).toBe('given');
    expect(shares.take('ada', 'card', 0)).toBe('given');
  });

  it('S19: is twenty of all kinds', () => {
    const shares = new Sparingly();
    const shared = times(30, (index) => shares.take('mal', `card ${index}`, 0));
    expect([shared.indexOf('last'), shared.indexOf('none')]).toEqual([19, 20]);
  });

  it('is given anew a minute after the first', () => {
    const shares = new Sparingly();
    times(6, () => shares.take('mal', 'card', 0));
    expect(shares.take('mal', 'card', 59_999)).toBe('none');
    expect(shares.take('mal', 'card', 60_000)).toBe('given');
  });

  it('is remembered of the newest accounts when there are too many', () => {
    const shares = new Sparingly();
    times(5, () => shares.take('first', 'card', 0));
    times(5000, (index) => shares.take(`u${index}`, 'card', 0));
    expect(shares.take('first', 'card', 0)).toBe('given');
  });
});
