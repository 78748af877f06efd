import { expect, it } from 'vitest';
import { codeOf, isOutage, isUnanswered } from '../../src/core/outage.ts';

const coded = (code: unknown, cause?: unknown): Error => Object.assign(new Error('It failed.', { cause }), { code });

it('finds the code of an error in what it wraps, the outermost first', () => {
  expect(codeOf(new Error('A query failed.', { cause: coded('23505') }))).toBe('23505');
  expect(codeOf(coded('db-unreachable', coded('ECONNREFUSED')))).toBe('db-unreachable');
  for (const none of [new Error('It failed.'), coded(5), 'db-unreachable', null]) expect(codeOf(none)).toBeUndefined();
});

it('tells an outage of the database from all else, and one that ends by itself from one that somebody has to mend', () => {
  const kinds = (error: unknown) => [isOutage(error), isUnanswered(error)];
  for (const code of ['db-unreachable', 'db-timeout', 'db-ended']) expect(kinds(coded(code))).toEqual([true, true]);
  for (const code of ['db-full', 'db-read-only', 'db-unknown-value']) expect(kinds(coded(code))).toEqual([true, false]);
  for (const code of ['23505', 'slack-away', 'ECONNREFUSED']) expect(kinds(coded(code))).toEqual([false, false]);
});
