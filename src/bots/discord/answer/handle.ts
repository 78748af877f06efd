import type { Text } from '../../../core/cards/card.ts';
import type { PostRef } from '../../../core/cards/surface.ts';
import type { Door } from '../../../core/intent.ts';
import type { Groups } from '../../../core/people/groups.ts';
import type { Sparingly } from '../../../core/sparingly.ts';
import type { Suggest } from '../../../core/suggestions.ts';
import type { Delivery } from '../../chat/intake.ts';
import type { Log } from '../../chat/log.ts';
import { withinShare } from '../../chat/saying.ts';
import { complete } from '../commands/complete.ts';
import { drawTold, drawTyped } from '../draw/message.ts';
import type { Asking, Read, Spot } from '../read/read.ts';
import { words } from '../words.ts';
import { Answering } from './answering.ts';
import { openKept, submitKept, takePart } from './kept.ts';
import type { TradeParts } from './trade.ts';
import { visit } from './visit.ts';

export interface HandlingParts extends TradeParts {
  door: Door;
  groups: Pick<Groups, 'of'>;
  suggest: Suggest;
  /** Brings our card in this place up to date, if there is one. */
  refresh(at: PostRef): Promise<void>;
  /** A message was deleted there: posts it anew if it was a card of ours that is still needed. */
  deleted(at: PostRef): Promise<void>;
  /** Limits how many refusals one account is told. */
  refusals: Sparingly;
  log: Pick<Log, 'warn'>;
}

/** Passes what was read to the door, and the door's reply to the person. Rejects when the delivery is to be tried again. */
export async function handle(parts: HandlingParts, delivery: Delivery, read: Read): Promise<void> {
  switch (read.kind) {
    case 'ignored':
      return;
    case 'deleted':
      return parts.deleted(read.at);
    case 'several':
      for (const one of read.reads) await handle(parts, delivery, one);
      return;
    case 'complete':
      return offer(parts, read);
    case 'direct':
      return useless(parts, delivery, { spot: read.spot, text: words.direct });
    case 'outdated':
      return outdated(parts, delivery, read.spot);
    case 'keep':
      return answeringTo(parts, delivery, read).show(drawTold(words.kept, [], parts.site));
    case 'open':
      return openKept(parts, { ...read, answering: answeringTo(parts, delivery, read) });
    case 'part':
      return takePart(parts, delivery, { ...read, answering: answeringTo(parts, delivery, read) });
    case 'send':
      return submitKept(parts, delivery, { ...read, answering: answeringTo(parts, delivery, read) });
    case 'visit':
      await visit(parts, delivery, { ...read, draft: null, answering: answeringTo(parts, delivery, read) });
      return;
  }
}

type Answerable = Exclude<Read, { kind: 'ignored' | 'deleted' | 'several' }>;

const answeringTo = ({ api }: HandlingParts, { at }: Delivery, read: Answerable): Answering =>
  new Answering(api, read.spot, { at, hasServed: hasServed(read) });

/** Whether the pressed message has no further use: *Confirm*, *Keep* and the buttons of a kept form stand on messages of their own. */
function hasServed(read: Answerable): boolean {
  switch (read.kind) {
    case 'keep':
    case 'send':
      return true;
    case 'part':
      return read.spot.pressed?.opensForm === true;
    case 'visit':
      return read.intent.kind === 'press' && read.intent.confirmed;
    case 'open':
    case 'complete':
    case 'direct':
    case 'outdated':
      return false;
  }
}

/** Offers completions. A failure is no harm: the person types on, and Discord asks again. */
async function offer(parts: HandlingParts, { data, spot }: Extract<Read, { kind: 'complete' }>): Promise<void> {
  const { interaction } = spot;
  if (interaction === null || !interaction.isFresh) return;
  const choices = await complete(parts, data, spot);
  await parts.api.answer(interaction, { answer: 'choices', choices });
}

/** For a button that is out of date (P5): the person is told so, and the card is brought up to date. */
async function outdated(parts: HandlingParts, delivery: Delivery, spot: Spot): Promise<void> {
  await useless(parts, delivery, { spot, text: outdatedWords[spot.interaction?.by ?? 'press'] });
  if (spot.pressed !== null && !spot.pressed.isPrivate) await parts.refresh(spot.pressed.ref);
}

const outdatedWords: Record<Asking['by'], Text> = {
  command: words.outdatedCommand,
  press: words.outdatedButton,
  form: words.outdatedForm,
  typing: words.outdatedCommand,
};

async function useless(parts: HandlingParts, delivery: Delivery, said: { spot: Spot; text: Text }): Promise<void> {
  const { account, pressed } = said.spot;
  const { refusals, api, site } = parts;
  const text = withinShare({ refusals, account, on: pressed?.ref ?? null, at: delivery.at }, said.text);
  const answering = new Answering(api, said.spot, { at: delivery.at, hasServed: false });
  if (text !== null) await answering.show(drawTold(text, [], site));
  else await answering.hush();
}

/** When the database is away and nothing was stored: tells the person, and gives back what they typed. False when nobody waits. */
export async function sayUnreachable(parts: HandlingParts, spot: Spot, typed: readonly string[]): Promise<boolean> {
  const { interaction } = spot;
  if (interaction === null) return false;
  const text = typed.length === 0 ? words.unreachable : words.unreachableForm;
  const answering = new Answering(parts.api, spot, { at: new Date(), hasServed: false });
  await answering.show(drawTyped(text, typed, parts.site)).catch((error: unknown) => {
    parts.log.warn({ err: error }, 'Somebody in Discord could not be told that this could not be done.');
  });
  return true;
}
