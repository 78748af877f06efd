import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cap, capAtSentence, oneLine, pages, printed, tail, visible } from '../../../src/core/cards/agent-text.ts';

const unseen =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/;

const halfCharacter = /\p{Cs}/u;

describe('S11: text from agents', () => {
  it.each([
    ['a\u202eb', 'a‹U+202E›b'],
    ['zero\u200bwidth', 'zero‹U+200B›width'],
    ['tag\u{e0041}', 'tag‹U+E0041›'],
    ['bell\u0007', 'bell‹U+0007›'],
    ['half\ud83d', 'half‹U+D83D›'],
    ['line\u2028break', 'line‹U+2028›break'],
  ])('shows what would be invisible: %j', (text, shown) => {
    expect(visible(text)).toBe(shown);
  });

  it.each(['plain', 'tab\tand\nline', '✍️', '👩‍👩‍👧', 'naïve 漢字 عربي', '👍🏽'])(
    'leaves alone what people can see: %s',
    (text) => {
      expect(visible(text)).toBe(text);
    },
  );

  it('hides nothing that a joiner of an emoji could hide', () => {
    expect(visible('a\u200db')).toBe('a‹U+200D›b');
  });

  it('drops colours of a terminal from what a command printed, and nothing else', () => {
    expect(printed('\u001b[31mred\u001b[0m \u001b]0;title')).toBe('red ‹U+001B›]0;title');
  });

  it('leaves no unseen character in any text', () => {
    expect(unseen.test('\u202e')).toBe(true);
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(unseen.test(visible(text))).toBe(false);
      }),
    );
  });

  it('is cut between words, and says so', () => {
    expect(cap('one two three four', 12)).toEqual({ text: 'one two…', cut: true });
    expect(cap('one two', 7)).toEqual({ text: 'one two', cut: false });
  });

  it.each([
    ['One. Two! Three, and more of it.', 'One. Two! …'],
    ['“One.” (Two.) Three, and more.', '“One.” (Two.) …'],
    ['One\nTwo\nThree, and more of it.', 'One\nTwo …'],
    ['Version 1.2 is out and about.', 'Version 1.2 is…'],
    ['O. Two three four five six.', 'O. Two three…'],
    ['Short enough.', 'Short enough.'],
  ])('is cut behind a sentence where one fills half of the room: %j', (text, shown) => {
    expect(capAtSentence(text, 16).text).toBe(shown);
  });

  it('never exceeds its limit, nor ends in half a character', () => {
    expect(halfCharacter.test('👍'.slice(0, 1))).toBe(true);
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), fc.integer({ min: 4, max: 60 }), (text, limit) => {
        for (const part of [cap(text, limit).text, capAtSentence(text, limit).text, tail(text, limit).text]) {
          expect(part.length).toBeLessThanOrEqual(limit);
          expect(halfCharacter.test(part)).toBe(false);
        }
      }),
    );
  });

  it('comes in pages that together are the whole', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), fc.integer({ min: 4, max: 60 }), (text, size) => {
        const all = pages(text, size);
        expect(all.join('')).toBe(text);
        expect(all.every((page) => page.length <= size && !halfCharacter.test(page))).toBe(true);
      }),
    );
  });

  it('is one line where it names something', () => {
    expect(oneLine('  a\n\n✔ Approved by Mara ')).toBe('a ✔ Approved by Mara');
  });
});
