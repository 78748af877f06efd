import type { Account } from '../people/actor.ts';
import type { Button, Card } from './card.ts';

/**
 * Cards that stand in a channel for everybody, as this person may see them: without what is not theirs to press. Who that is, is
 * read once for all of them.
 */
export type ForReader = (channel: string, account: Account) => (card: Card) => Promise<Card>;

/** What a card that somebody was shown is about, which page of it, and of which revision. */
export type ShownCard = Pick<Card, 'subject' | 'page' | 'pageOf'>;

/** What one person was shown privately, drawn anew from the truth (P2). */
export interface Redrawing {
  /** Null when it can't be drawn for this person any more. */
  card(shown: ShownCard, account: Account): Promise<Card | null>;
  /** Those of them that can still do something. */
  buttons(shown: readonly Button[], account: Account): Promise<Button[]>;
}
