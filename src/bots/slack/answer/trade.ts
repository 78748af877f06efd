import type { Redrawing } from '../../../core/cards/redrawing.ts';
import { drawCard } from '../draw/message.ts';
import type { Spot } from '../read/read.ts';
import type { AnswerParts } from './parts.ts';

export interface TradeParts extends AnswerParts {
  redrawing: Pick<Redrawing, 'card'>;
}

/**
 * A card that one person was shown is no posting of ours: nobody brings it up to date but the click itself, whose response_url may
 * put another in its place (P2, P5). It stays where the new one can't be drawn, or shows the same.
 */
export async function tradePrivateCard({ api, site, redrawing }: TradeParts, spot: Spot): Promise<void> {
  const { pressed, responseUrl, account } = spot;
  if (!pressed?.isPrivate || pressed.card === null || responseUrl === null) return;
  const card = await redrawing.card(pressed.card, account);
  if (card === null || card.revision === pressed.card.revision) return;
  await api.respond(responseUrl, drawCard(card, site), { replaceOriginal: true });
}
