import { describe, expect, it } from 'vitest';
import { inert } from '../../../../src/bots/slack/draw/inert.ts';

describe('the text beside the blocks of a message', () => {
  it.each([
    [':+1:', '[:]+1:'],
    [':-1: and :100:', '[:]-1: and [:]100:'],
    ['5:100:x', '5[:]100:x'],
    [':1234::100:', '[:]1234:[:]100:'],
    [':tada:', '[:]tada:'],
    ['https://evil.example', 'https[:]//evil[.]example'],
  ])('makes no emoji and no link of %s', (text, shown) => {
    expect(inert(text)).toBe(shown);
  });

  it.each(['10:20:30', 'at 9:05, or 10:20:30.', 'ratio 3:1', 'Total: 12'])('leaves %s as it is', (text) => {
    expect(inert(text)).toBe(text);
  });
});
