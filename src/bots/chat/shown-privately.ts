import type { ShownCard } from '../../core/cards/redrawing.ts';
import { parsePress } from '../../core/cards/token.ts';
import { subjectOf } from '../../core/cards/token-subject.ts';
import type { Intent, Reply } from '../../core/intent.ts';

/**
 * A card that one person was shown is no posting of ours: nobody brings it up to date but the click itself (P2, P5). That it is theirs
 * to see, only the door knows: so it is the one that the door was asked about, or none.
 */
export const mayTrade = (intent: Intent, shown: ShownCard, reply: Reply): boolean =>
  isAbout(intent, shown) && !turnsAway(reply);

function isAbout(intent: Intent, { subject }: ShownCard): boolean {
  const parsed = intent.kind === 'press' ? parsePress(intent.token) : null;
  const about = parsed && subjectOf(parsed.token);
  return about?.kind === subject.kind && about.id === subject.id;
}

/** Refusals for who somebody is, or for what the button is; the others tell what has become of the card. */
const turnedAway: ReadonlySet<string> = new Set([
  ...['stranger', 'guest', 'other_team', 'groups_unread', 'not_permitted', 'not_ours', 'outdated_card', 'not_found'],
]);

const turnsAway = (reply: Reply): boolean => reply.kind === 'refused' && turnedAway.has(reply.code);
