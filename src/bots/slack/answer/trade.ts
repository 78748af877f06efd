import type { Redrawing } from '../../../core/cards/redrawing.ts';
import type { Intent, Reply } from '../../../core/intent.ts';
import { mayTrade } from '../../chat/shown-privately.ts';
import { drawCard } from '../draw/message.ts';
import type { Spot } from '../read/read.ts';
import type { AnswerParts } from './parts.ts';

export interface TradeParts extends AnswerParts {
  redrawing: Pick<Redrawing, 'card'>;
}

interface Answered {
  intent: Intent;
  spot: Spot;
  reply: Reply;
}

/**
 * Replaces a private card by its newest state, by the click's response_url. The old card stays when the new one can't be drawn or is the
 * same. The block that contains the pressed button says which card it was.
 */
export async function tradePrivateCard(parts: TradeParts, { intent, spot, reply }: Answered): Promise<void> {
  const { api, site, redrawing } = parts;
  const { pressed, responseUrl, account } = spot;
  if (!pressed?.isPrivate || pressed.card === null || responseUrl === null) return;
  if (!mayTrade(intent, pressed.card, reply)) return;
  const card = await redrawing.card(pressed.card, account);
  if (card === null || card.revision === pressed.card.revision) return;
  await api.respond(responseUrl, drawCard(card, site), { replaceOriginal: true });
}
