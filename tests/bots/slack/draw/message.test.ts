import { describe, expect, it } from 'vitest';
import { drawCard } from '../../../../src/bots/slack/draw/message.ts';
import { runCard } from '../../samples.ts';
import { read } from './read.ts';

const site = { publicUrl: new URL('https://wheel.example/'), mayCustomize: true };

describe('a card in Slack', () => {
  it('says what it is, in what state, why, and what can be done, in this order', () => {
    expect(read(drawCard(runCard(1), site).blocks)).toEqual([
      '# Treatment for “The Lighthouse”',
      '*Running* ▶  The visual architect is writing the *look book*.',
      '✔ *Treatment*  done · approved by Ada',
      '✔ *Scenes*  done · approved by Ben in the second round',
      '▶ *Look book*  now · attempt 1',
      '○ *Tag the version*  to come',
      '*Started:* by Ada, <2026-11-03 09:30 UTC>',
      '*Control mode:* checkpoint',
      '*Spent:* 0.42 of 5 USD',
      '[Pause] primary',
      '[Cancel] danger',
      '[Message]',
      '[Focus]',
    ]);
  });
});
