import { describe, expect, it } from 'vitest';
import { budget, duration, money, plural } from '../../../src/core/cards/numbers.ts';

describe('numbers for people', () => {
  it.each([
    [0, '$0.00'],
    [12_300, '$0.0123'],
    [500_000, '$0.50'],
    [99, '<$0.0001'],
    [999_960, '$1.00'],
    [1_234_567_890, '$1\u202f234.57'],
  ])('%d micro-dollars are %s', (micro, text) => {
    expect(money(micro)).toBe(text);
  });

  it.each([
    [0.2, 'less than a second'],
    [1, '1 second'],
    [125, '2 minutes 5 seconds'],
    [3600, '1 hour'],
    [90_061, '1 day 1 hour'],
    [86_460, '1 day'],
  ])('%d seconds are %s', (seconds, text) => {
    expect(duration(seconds)).toBe(text);
  });

  it('separates thousands thinly', () => {
    expect(plural(12_345, 'token')).toBe('12\u202f345 tokens');
    expect(plural(1, 'token')).toBe('1 token');
  });

  it('names both limits of a budget, or none', () => {
    expect(budget({ microUsd: 500_000, tokens: 9000 })).toBe('$0.50 or 9\u202f000 tokens');
    expect(budget({ microUsd: null, tokens: null })).toBeNull();
  });
});
