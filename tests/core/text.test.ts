import fc from 'fast-check';
import { expect, it } from 'vitest';
import { wellFormed } from '../../src/core/text.ts';

it('keeps every well-formed text as it is, and marks what no store can keep', () => {
  expect(wellFormed('a\0b')).toBe('a\uFFFDb');
  expect(wellFormed('half \uD83D of a pair')).toBe('half \uFFFD of a pair');
  expect(wellFormed('a whole 🛞 one')).toBe('a whole 🛞 one');
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const kept = wellFormed({ text: [text] }).text[0] ?? '';
      expect(Buffer.from(kept, 'utf8').toString('utf8')).toBe(kept);
      expect(kept).not.toContain('\0');
    }),
  );
});

it('leaves times, numbers and nothing alone', () => {
  const event = { at: new Date(0), count: 1, none: null, missing: undefined };
  expect(wellFormed(event)).toEqual(event);
});

it('is the same thing where nothing has to change, and leaves what it was given as it was', () => {
  const sound = { at: new Date(0), list: [{ text: 'a' }] };
  expect(wellFormed(sound)).toBe(sound);
  const broken = { list: [{ text: 'a' }, { text: 'b\0' }], other: { text: 'c' } };
  const kept = wellFormed(broken);
  expect(kept).toEqual({ list: [{ text: 'a' }, { text: 'b\uFFFD' }], other: { text: 'c' } });
  expect(broken.list[1]).toEqual({ text: 'b\0' });
});
