import type { Card } from '../../../core/cards/card.ts';

/** Settlements go out before what only moves on; what a person waits for has a line of its own. */
export type Urgency = 'outcome' | 'settlement' | 'words' | 'progress';

/**
 * Milliseconds that a card or words wait for their turn in a lane. Whoever waits here holds back what is behind it, a newer drawing of the
 * same card too: so what would wait longer waits in the queue, where it is nobody's, and is drawn anew when its turn comes. Progress
 * waits for nothing. What came of an Ask keeps its place before all others.
 */
export const patienceOf: Readonly<Record<Urgency, number>> = {
  outcome: 10_000,
  settlement: 2_000,
  words: 2_000,
  progress: 100,
};

/** Cards that stand still at once: more than people have before them. */
const mostKept = 10_000;

const movesOn = ({ subject, outcome, badge }: Card): boolean =>
  subject.kind === 'run' && outcome === null && (badge.tone === 'busy' || badge.tone === 'calm');

/**
 * What came of an Ask goes first: until then its buttons invite people to what is over. A question, and whatever says that a run waits,
 * stopped or ended, goes out before what merely moves on. So does what puts an end to that: whoever has pressed Resume looks at a card that still says Paused, with buttons that do nothing any more.
 */
export class Urgencies {
  /** Messages that say that their run stands still, as far as this process has brought them there. */
  readonly #still = new Set<string>();

  of(message: string, card: Card): Urgency {
    if (card.subject.kind === 'ask' && card.outcome !== null) return 'outcome';
    return movesOn(card) && !this.#still.has(message) ? 'progress' : 'settlement';
  }

  shown(message: string, card: Card): void {
    this.#still.delete(message);
    if (movesOn(card)) return;
    this.#still.add(message);
    const [oldest] = this.#still;
    if (this.#still.size > mostKept && oldest !== undefined) this.#still.delete(oldest);
  }
}
