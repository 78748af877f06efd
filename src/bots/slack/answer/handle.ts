import type { Text } from '../../../core/cards/card.ts';
import type { PostRef } from '../../../core/cards/surface.ts';
import type { Door, Reply } from '../../../core/intent.ts';
import type { Account } from '../../../core/people/actor.ts';
import type { Sparingly } from '../../../core/sparingly.ts';
import { drawTold } from '../draw/message.ts';
import { drawNotice } from '../draw/view.ts';
import type { Read, SentView, Spot } from '../read/read.ts';
import type { Delivery } from '../../chat/intake.ts';
import { late, notDone, withinShare } from '../../chat/saying.ts';
import { within } from '../../chat/within.ts';
import { words } from '../words.ts';
import { answer } from './answer.ts';
import { followUp, notice, respondTo } from './form.ts';
import type { AnswerParts, Asked } from './parts.ts';
import { showPrivately } from './privately.ts';
import { tradePrivateCard, type TradeParts } from './trade.ts';

export interface HandlingParts extends TradeParts {
  door: Door;
  /** Brings our card in this place up to date, if there is one. */
  refresh(at: PostRef): Promise<void>;
  /** A message was deleted there: posts it anew if it was a card of ours that is still needed. */
  deleted(at: PostRef): Promise<void>;
  openHome: (account: Account) => Promise<void>;
  /** Limits how many refusals one account is told. */
  refusals: Sparingly;
}

type Visiting = Extract<Read, { kind: 'visit' }>;

/** Milliseconds after the arrival, out of Slack's three seconds, when a form says that it takes longer. */
const doorTime = 2_200;

/** Passes what was read to the door, and the door's reply to the person. Rejects when the delivery is to be tried again. */
export async function handle(parts: HandlingParts, delivery: Delivery, read: Read): Promise<void> {
  switch (read.kind) {
    case 'ignored':
      return;
    case 'home':
      return parts.openHome(read.account);
    case 'deleted':
      return parts.deleted(read.at);
    case 'outdated':
      return outdated(parts, delivery, read.spot);
    case 'visit': {
      const { spot } = read;
      return spot.view === null || delivery.isLate
        ? visit(parts, delivery, read)
        : submitted(parts, delivery, { ...read, view: spot.view });
    }
  }
}

/** For a button or form that is out of date (P5): the person is told so, and the card is brought up to date. */
async function outdated(parts: HandlingParts, { acknowledge, isLate, at }: Delivery, spot: Spot): Promise<void> {
  if (spot.view !== null && !isLate) return acknowledge(notice(words.outdatedForm, parts.site));
  const text = share(parts, spot, at, spot.view === null ? words.outdatedButton : words.outdatedForm);
  if (text === null) return;
  await showPrivately(parts, spot, drawTold(text, [], parts.site), 'words');
  if (spot.pressed !== null && !spot.pressed.isPrivate) await parts.refresh(spot.pressed.ref);
}

const share = ({ refusals }: HandlingParts, { account, pressed }: Spot, at: Date, text: Text): Text | null =>
  withinShare({ refusals, account, on: pressed?.ref ?? null, at }, text);

const askedBy = ({ intent, visit: { where }, spot }: Visiting, { isLate }: Delivery): Asked => ({
  intent,
  where,
  spot: isLate ? { ...spot, trigger: null } : spot,
});

async function visit(parts: HandlingParts, delivery: Delivery, read: Visiting): Promise<void> {
  const asked = askedBy(read, delivery);
  const reply = await parts.door(read.intent, read.visit).catch(async (outage: unknown) => {
    const text = notDone(delivery);
    if (text !== null) await showPrivately(parts, asked.spot, drawTold(text, [], parts.site));
    throw outage;
  });
  const said = reply.kind === 'refused' ? refusedAgain(parts, delivery, { spot: asked.spot, reply }) : reply;
  await answer(parts, asked, delivery.isLate ? late(said) : said);
  // The person has read the answer by now: it must not be repeated because their card could not be drawn.
  if (said.kind !== 'nothing') await tradePrivateCard(parts, { ...asked, reply }).catch(notTraded(parts));
}

const notTraded =
  ({ log }: HandlingParts) =>
  (error: unknown): void =>
    log.warn({ err: error }, 'A private card could not be brought up to date. Its buttons say what has become of it.');

type Refused = Extract<Reply, { kind: 'refused' }>;

function refusedAgain(parts: HandlingParts, { at }: Delivery, { spot, reply }: { spot: Spot; reply: Refused }): Reply {
  const text = share(parts, spot, at, reply.text);
  return text === null ? { kind: 'nothing' } : { ...reply, text };
}

export const tellUnreachable = (parts: AnswerParts, spot: Spot): Promise<void> =>
  showPrivately(parts, spot, drawTold(words.unreachable, [], parts.site));

type Knocked = { reply: Reply } | { outage: unknown };

const knock = ({ door }: HandlingParts, { intent, visit: by }: Visiting): Promise<Knocked> =>
  door(intent, by).then(
    (reply) => ({ reply }),
    (outage: unknown) => ({ outage }),
  );

/** Answers a form by its acknowledgement: problems are shown at their fields, and what was typed stays. */
async function submitted(parts: HandlingParts, delivery: Delivery, read: Visiting & { view: SentView }): Promise<void> {
  const asked = askedBy(read, delivery);
  const knocked = knock(parts, read);
  const inTime = await within(doorTime, knocked);
  if (inTime === null) return takesLonger(parts, delivery, { asked, view: read.view, knocked });
  if ('outage' in inTime) {
    await delivery.acknowledge(notice(words.notYet, parts.site));
    throw inTime.outage;
  }
  const { reply } = inTime;
  await delivery.acknowledge(respondTo(parts, asked, reply));
  if (followUp(parts, asked, reply) === null) await answer(parts, asked, reply);
}

interface Slow {
  asked: Asked;
  view: SentView;
  knocked: Promise<Knocked>;
}

/** The form says that it takes longer, and then shows the result. A person who has closed it is told where they opened it. */
async function takesLonger(parts: HandlingParts, delivery: Delivery, { asked, view, knocked }: Slow): Promise<void> {
  await delivery.acknowledge(notice(words.working, parts.site));
  const end = await knocked;
  const reply: Reply = 'reply' in end ? end.reply : { kind: 'refused', text: words.notYet, code: 'unreachable' };
  const next = followUp(parts, asked, reply);
  const isShown = await parts.api.updateView(view.id, next ?? drawNotice(words.done, parts.site));
  if (next === null || isShown === 'gone') await answer(parts, asked, reply);
  if ('outage' in end) throw end.outage;
}
