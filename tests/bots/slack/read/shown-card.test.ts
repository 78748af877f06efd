import { expect, it } from 'vitest';
import { drawCard } from '../../../../src/bots/slack/draw/message.ts';
import { cardOfBlock } from '../../../../src/bots/slack/read/shown-card.ts';
import { cards } from '../../gallery.ts';

const site = { publicUrl: null, mayCustomize: false };

it.each(Object.keys(cards))('P13: the blocks of the card “%s” tell which page of which revision they are', (name) => {
  const { subject, revision, page, pageOf } = cards[name]!;
  const shown = { subject, revision, ...(page === undefined ? {} : { page, pageOf }) };
  for (const { block_id: id = '' } of drawCard(cards[name]!, site).blocks) expect(cardOfBlock(id)).toEqual(shown);
});

it('a block of a page that does not tell its revision is read as one', () => {
  expect(cardOfBlock('ask.k_gate.7.2.0')).toEqual({ subject: { kind: 'ask', id: 'k_gate' }, revision: 7, page: 2 });
});
