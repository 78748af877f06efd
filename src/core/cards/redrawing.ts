import type { Account } from '../people/actor.ts';
import type { Button, Card } from './card.ts';

/**
 * Prepares the cards of a channel for one reader, by leaving out the buttons that they may not press. The reader is looked up once for
 * all cards.
 */
export type ForReader = (channel: string, account: Account) => (card: Card) => Promise<Card>;

/** Which card somebody was shown: its subject, and for a page of *Show everything* also its number and revision. */
export type ShownCard = Pick<Card, 'subject' | 'page' | 'pageOf'>;

/** Draws again, from the newest state, what one person was shown privately (P2). */
export interface Redrawing {
  /** Null when it can't be drawn for this person any more. */
  card(shown: ShownCard, account: Account): Promise<Card | null>;
  /** The buttons that can still do something. */
  buttons(shown: readonly Button[], account: Account): Promise<Button[]>;
}
