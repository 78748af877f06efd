import type { Card } from '../../core/cards/card.ts';
import type { ConsoleNotice, NoticeBody } from '../../core/console/messages.ts';
import type { Redrawing } from '../../core/cards/redrawing.ts';
import type { Account } from '../../core/people/actor.ts';
import { outageOf } from './outage.ts';
import type { ConsoleParts } from './parts.ts';
import { words } from './words.ts';

type Parts = Pick<ConsoleParts, 'redrawing' | 'log'>;

/** What was shown to one person alone, as it is now: a settled question shows its outcome, a dead button goes. */
export async function redrawNotices(
  { redrawing, log }: Parts,
  notices: readonly ConsoleNotice[],
  account: Account,
): Promise<ConsoleNotice[]> {
  const drawn = new Map<string, Promise<Card>>();
  const draw = (card: Card): Promise<Card> => {
    const key = `${card.subject.kind} ${card.subject.id} ${card.page ?? ''} ${card.pageOf ?? ''}`;
    const first = drawn.get(key) ?? redrawCard({ redrawing, log }, card, account);
    drawn.set(key, first);
    return first;
  };
  const redrawBody = async (body: NoticeBody): Promise<NoticeBody> => {
    switch (body.kind) {
      case 'refused':
        return body;
      case 'told':
        return body.buttons ? { ...body, buttons: await stillWorking(redrawing, body.buttons, account) } : body;
      case 'cards':
        return { ...body, cards: await Promise.all(body.cards.map(draw)) };
    }
  };
  return Promise.all(notices.map(async (notice) => ({ ...notice, body: await redrawBody(notice.body) })));
}

const stillWorking = (redrawing: Redrawing, ...args: Parameters<Redrawing['buttons']>) =>
  redrawing.buttons(...args).catch(() => []);

async function redrawCard({ redrawing, log }: Parts, card: Card, account: Account): Promise<Card> {
  try {
    return (await redrawing.card(card, account)) ?? asItWas(card);
  } catch (error) {
    log.warn({ err: outageOf(error), subject: card.subject }, 'A private card could not be drawn anew.');
    return asItWas(card);
  }
}

/** An old picture, which says that it is one. */
const asItWas = (card: Card): Card => ({
  ...card,
  buttons: [],
  blocks: [...card.blocks, { kind: 'note', text: [words.asItWas] }],
});
