import { expect, it } from 'vitest';
import { renderToString } from 'hono/jsx/dom/server';
import type { Button, Card } from '../../../src/core/cards/card.ts';
import { encodePress } from '../../../src/core/cards/token.ts';
import { CardView } from '../../../src/bots/console/draw/card.tsx';
import { findAll, parseHtml, textOf, withClass } from './html.ts';

const answer = (choice: 'approve' | 'reject', label: string, hint: string): Button => ({
  token: encodePress({ press: 'answer', askId: 'ask_1', revision: 1, choice }),
  ...{ label, hint, style: 'plain', confirm: null },
});

const card: Card = {
  ...{ subject: { kind: 'ask', id: 'ask_1' }, revision: 1, title: 'Approve?', why: [], blocks: [], outcome: null },
  ...{ badge: { word: 'Open', symbol: '✋', tone: 'asking' }, aside: [], fallback: '' },
  buttons: [answer('approve', 'Approve', 'Makes it final.'), answer('reject', 'Reject…', 'Asks for a reason.')],
};

it('P27: what acts at once says what it does where no pointer shows it', () => {
  const spot = { channel: 'film', thread: '', message: 'm_1' };
  const page = parseHtml(renderToString(<CardView card={card} spot={spot} id="m" level={2} />));
  const said = findAll(page, withClass('on-touch')).map((it) => textOf(it).trim());
  expect(said).toEqual(['Approve: Makes it final.']);
});
