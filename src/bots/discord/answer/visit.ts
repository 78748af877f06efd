import type { Intent, Reply, Visit } from '../../../core/intent.ts';
import type { Delivery } from '../../chat/intake.ts';
import { late, notDone, withinShare } from '../../chat/saying.ts';
import { within } from '../../chat/within.ts';
import { drawTold } from '../draw/message.ts';
import type { Spot } from '../read/read.ts';
import { answer } from './answer.ts';
import type { Answering } from './answering.ts';
import type { HandlingParts } from './handle.ts';
import { memberNow } from './membership.ts';
import { onOf, type Asked } from './parts.ts';
import { tradePrivateCard } from './trade.ts';

/** Milliseconds after the arrival, out of Discord's three seconds, when the person is told that it takes longer. */
const doorTime = 2_000;

export interface Visiting {
  intent: Intent;
  visit: Visit;
  spot: Spot;
  /** The id of the form that this was the last part of. */
  draft: string | null;
  answering: Answering;
}

type Knocked = { reply: Reply } | { outage: unknown };

/** Brings an intent to the door and shows the reply. Rejects when it is to be tried again; the person has been told so. */
export async function visit(parts: HandlingParts, delivery: Delivery, visiting: Visiting): Promise<Reply> {
  const end = await knocked(parts, delivery, visiting);
  if ('outage' in end) {
    await tellNotDone(parts, delivery, visiting);
    throw end.outage;
  }
  const { reply } = end;
  await tell(parts, delivery, visiting, reply).catch(async (outage: unknown) => {
    // The door had no effect when it replied with a form, and only storing the form can have failed.
    if (reply.kind === 'form') await tellNotDone(parts, delivery, visiting);
    throw outage;
  });
  return reply;
}

async function knocked(parts: HandlingParts, delivery: Delivery, visiting: Visiting): Promise<Knocked> {
  const knock: Promise<Knocked> = knockOnce(parts, visiting).then(
    (reply) => ({ reply }),
    (outage: unknown) => ({ outage }),
  );
  const left = Math.max(doorTime - (Date.now() - delivery.at.getTime()), 0);
  const inTime = await within(left, knock);
  if (inTime === null) await visiting.answering.wait();
  return inTime ?? knock;
}

async function knockOnce(parts: HandlingParts, { intent, visit: by, spot }: Visiting): Promise<Reply> {
  return parts.door(intent, { ...by, account: await memberNow(parts, by.account, spot) });
}

async function tell(parts: HandlingParts, delivery: Delivery, visiting: Visiting, reply: Reply): Promise<void> {
  const { intent, visit: by, spot, draft, answering } = visiting;
  const asked: Asked = { account: by.account, where: by.where, on: onOf(intent), draft, answering };
  const said = answering.isWaiting ? reply : sparingly(parts, delivery, spot, reply);
  if (said === null) return answering.hush();
  if (said.kind !== 'nothing') await tradePrivateCard(parts, asked, { intent, pressed: spot.pressed, reply });
  await answer(parts, asked, delivery.isLate ? late(said) : said);
}

/** The reply; null when the account has had so many refusals that no more are shown. */
function sparingly(
  { refusals }: HandlingParts,
  { at }: Delivery,
  { account, pressed }: Spot,
  reply: Reply,
): Reply | null {
  if (reply.kind !== 'refused') return reply;
  const text = withinShare({ refusals, account, on: pressed?.ref ?? null, at }, reply.text);
  return text && { ...reply, text };
}

/** Tells the person that it is not done yet. When Discord is away as well, that is logged and nothing more. */
export async function tellNotDone(
  { site, log }: HandlingParts,
  delivery: Delivery,
  { answering }: Pick<Visiting, 'answering'>,
): Promise<void> {
  const text = notDone(delivery);
  if (text === null) return;
  await answering.show(drawTold(text, [], site)).catch((error: unknown) => {
    log.warn({ err: error }, 'Somebody in Discord could not be told that this is not done yet.');
  });
}
