import type { Card } from '../../../core/cards/card.ts';
import { isProgress } from '../../../core/cards/settling.ts';

/** How urgent a message is: outcomes of Asks first, then settlements, words, and progress last. */
export type Urgency = 'outcome' | 'settlement' | 'words' | 'progress';

/**
 * Milliseconds that a card or words may wait for their turn in a lane. A message that waits here delays those behind it, even a newer
 * drawing of the same card. So a longer wait happens in the job queue: any process may take it from there, and it is drawn anew then.
 * Progress hardly waits at all; the outcome of an Ask waits longest, so that it keeps its place before all others.
 */
export const patienceOf: Readonly<Record<Urgency, number>> = {
  outcome: 10_000,
  settlement: 2_000,
  words: 2_000,
  progress: 100,
};

/** The most messages remembered as standing still: more than people are looking at. */
const mostKept = 10_000;

/**
 * Decides how urgent a card is. The outcome of an Ask goes first: until it is shown, the card's buttons offer what is over. A question,
 * and a run that waits, has stopped or has ended, come before mere progress. So does the first progress after such a standstill:
 * somebody who pressed Resume is looking at a card that still says Paused, with buttons that no longer work.
 */
export class Urgencies {
  /** The messages that this process last drew as standing still. */
  readonly #still = new Set<string>();

  of(message: string, card: Card): Urgency {
    if (card.subject.kind === 'ask' && card.outcome !== null) return 'outcome';
    return isProgress(card) && !this.#still.has(message) ? 'progress' : 'settlement';
  }

  shown(message: string, card: Card): void {
    this.#still.delete(message);
    if (isProgress(card)) return;
    this.#still.add(message);
    const [oldest] = this.#still;
    if (this.#still.size > mostKept && oldest !== undefined) this.#still.delete(oldest);
  }
}
