import type { Redrawing, ShownCard } from '../../../core/cards/redrawing.ts';
import { parsePress } from '../../../core/cards/token.ts';
import { subjectOf } from '../../../core/cards/token-subject.ts';
import type { Intent, Reply } from '../../../core/intent.ts';
import { mayTrade } from '../../chat/shown-privately.ts';
import { drawCard } from '../draw/message.ts';
import type { Pressed } from '../read/read.ts';
import type { AnswerParts, Asked } from './parts.ts';

export interface TradeParts extends AnswerParts {
  redrawing: Pick<Redrawing, 'card'>;
}

interface Answered {
  intent: Intent;
  pressed: Pressed | null;
  reply: Reply;
}

/**
 * Replaces a pressed private card by its newest state, before anything else is said: only a first answer can do that. The old card
 * stays when the new one can't be drawn or is the same.
 */
export async function tradePrivateCard(parts: TradeParts, asked: Asked, answered: Answered): Promise<void> {
  const { intent, pressed, reply } = answered;
  const opensForm = reply.kind === 'form' && asked.answering.mayOpenForm;
  if (!asked.answering.mayTrade || pressed === null || pressed.revision === null || opensForm) return;
  const shown = shownAs(intent, pressed);
  if (shown === null || !mayTrade(intent, shown, reply)) return;
  const card = await parts.redrawing.card(shown, asked.account);
  if (card === null || card.revision === pressed.revision) return;
  await asked.answering.trade(drawCard(card, parts.site));
}

/** Which card was pressed: its button's token says what it is about, and its drawing says which page it is. */
function shownAs(intent: Intent, { page }: Pressed): ShownCard | null {
  const token = intent.kind === 'press' ? parsePress(intent.token)?.token : undefined;
  if (!token) return null;
  const subject = subjectOf(token);
  if (page === null) return { subject };
  return { subject, page, ...('revision' in token ? { pageOf: token.revision } : {}) };
}
