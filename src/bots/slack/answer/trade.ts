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
 * A click's response_url may put another card in the place of the one that it was made on. It stays where the new one can't be drawn,
 * or shows the same. Which card it was, the block that bore the button says.
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
