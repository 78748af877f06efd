import type { Button, Card } from '../cards/card.ts';
import type { Account } from '../people/actor.ts';

/** What one person was shown privately is kept, and drawn anew from the truth whenever it is shown again (P2). */
export interface Redrawing {
  /** Null when it can't be drawn for this person any more. */
  card(shown: Card, account: Account): Promise<Card | null>;
  /** Those of them that can still do something. */
  buttons(shown: readonly Button[], account: Account): Promise<Button[]>;
}
