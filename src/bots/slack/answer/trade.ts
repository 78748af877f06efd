import type { Redrawing } from '../../../core/cards/redrawing.ts';
import { parsePress } from '../../../core/cards/token.ts';
import { subjectOf } from '../../../core/cards/token-subject.ts';
import type { CardSubject } from '../../../core/effect.ts';
import type { Intent, Reply } from '../../../core/intent.ts';
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
 * A card that one person was shown is no posting of ours: nobody brings it up to date but the click itself, whose response_url may
 * put another in its place (P2, P5). It stays where the new one can't be drawn, or shows the same. Which card it was, the block that
 * bore the button says; that it is theirs to see, only the door: so it is the one that the door was asked about, or none.
 */
export async function tradePrivateCard(parts: TradeParts, { intent, spot, reply }: Answered): Promise<void> {
  const { api, site, redrawing } = parts;
  const { pressed, responseUrl, account } = spot;
  if (!pressed?.isPrivate || pressed.card === null || responseUrl === null) return;
  if (!isAbout(intent, pressed.card.subject) || turnsAway(reply)) return;
  const card = await redrawing.card(pressed.card, account);
  if (card === null || card.revision === pressed.card.revision) return;
  await api.respond(responseUrl, drawCard(card, site), { replaceOriginal: true });
}

function isAbout(intent: Intent, { kind, id }: CardSubject): boolean {
  const parsed = intent.kind === 'press' ? parsePress(intent.token) : null;
  const about = parsed && subjectOf(parsed.token);
  return about?.kind === kind && about.id === id;
}

/** Refusals for who somebody is, or for what the button is; the others tell what has become of the card. */
const turnedAway: ReadonlySet<string> = new Set([
  ...['stranger', 'guest', 'other_team', 'groups_unread', 'not_permitted', 'not_ours', 'outdated_card', 'not_found'],
]);

const turnsAway = (reply: Reply): boolean => reply.kind === 'refused' && turnedAway.has(reply.code);
