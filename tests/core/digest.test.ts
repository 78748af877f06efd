import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../src/core/digest.ts';

/** The definition, slowly: what JSON.stringify writes of a copy whose keys were inserted in order. */
const byDefinition = (value: unknown): string =>
  JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );

const keys = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.nat().map(String),
  fc.constantFrom('__proto__', 'toJSON', '-1', '01', '1.5', '4294967295', '!', ''),
);

describe('canonical JSON', () => {
  it('is what JSON.stringify writes with sorted keys', () => {
    // Without nothing at all, which JSON cannot say.
    const values = fc.oneof(
      fc.dictionary(keys, fc.jsonValue()),
      fc.anything({ withDate: true, withSparseArray: true }),
    );
    fc.assert(
      fc.property(values, (value) => {
        expect(canonicalJson(value)).toBe(byDefinition(value));
      }),
      { numRuns: 5000 },
    );
  });

  it('does not hang on the order in which keys were written', () => {
    expect(canonicalJson({ b: [{ d: 1, c: undefined }], a: new Date(0), 10: 1, 9: 2 })).toBe(
      '{"9":2,"10":1,"a":"1970-01-01T00:00:00.000Z","b":[{"d":1}]}',
    );
    expect(canonicalJson({ a: 1, b: 2 })).toBe(canonicalJson({ b: 2, a: 1 }));
  });
});
