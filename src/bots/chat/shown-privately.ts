import type { ShownCard } from '../../core/cards/redrawing.ts';
import { parsePress } from '../../core/cards/token.ts';
import { subjectOf } from '../../core/cards/token-subject.ts';
import type { Intent, Reply } from '../../core/intent.ts';

/**
 * Whether a card that was shown to one person may be replaced by the reply to their click. Such a card is not among our postings, so
 * nothing else brings it up to date (P2, P5). Only the door knows what a person may see: so the card must be the one that it was asked about.
 */
export const mayTrade = (intent: Intent, shown: ShownCard, reply: Reply): boolean =>
  isAbout(intent, shown) && !turnsAway(reply);

function isAbout(intent: Intent, { subject }: ShownCard): boolean {
  const parsed = intent.kind === 'press' ? parsePress(intent.token) : null;
  const about = parsed && subjectOf(parsed.token);
  return about?.kind === subject.kind && about.id === subject.id;
}

/** Refusals because of who the person is or what the button is. All others tell what has become of the card. */
const turnedAway: ReadonlySet<string> = new Set([
  ...['stranger', 'guest', 'other_team', 'groups_unread', 'not_permitted', 'not_ours', 'outdated_card', 'not_found'],
]);

const turnsAway = (reply: Reply): boolean => reply.kind === 'refused' && turnedAway.has(reply.code);
