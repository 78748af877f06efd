import { digestText } from '../../core/digest.ts';
import type { ModelTurn } from '../model/turn.ts';
import type { Exchange } from './conversation.ts';
import { brokenAnswers, noProgress } from './words.ts';

/** How many times in a row the same is allowed: what did not work three times will not work the next time. */
const most = 3;

/** How many answers a circle has at most: for example a change, a test, the change undone, and the test again. */
const longestCircle = 4;

interface Made {
  /** The calls of an answer, for people. */
  calls: string;
  /** The digest of these calls and their results. */
  digest: string;
}

/** Notices when a model gets nowhere: its answers are unusable, or it goes round in a circle. The count begins anew when people say something, and with each claim. */
export class StallDetector {
  #unusable = 0;
  #made: Made[] = [];

  constructor(readonly model: string) {}

  /** The model gave an answer that nothing can be done with. Returns why the stage should end; null if the model may try again. */
  unusable(cut: boolean): string | null {
    this.#unusable += 1;
    return this.#unusable < most ? null : brokenAnswers(this.model, this.#unusable, cut);
  }

  /** The calls of an answer were made. Returns why the stage should end; null if the model may go on. */
  made({ answer, results }: Exchange): string | null {
    this.#unusable = 0;
    const outcome = JSON.stringify(answer.calls.map((it) => [it.tool, it.input, results.get(it.id)]));
    const made = { calls: callsInWords(answer), digest: digestText(outcome) };
    this.#made = [...this.#made, made].slice(-most * longestCircle);
    const circle = circleIn(this.#made);
    return circle === null ? null : noProgress(this.model, circle.map(({ calls }) => calls).join(', '), most);
  }

  reset(): void {
    this.#unusable = 0;
    this.#made = [];
  }
}

/** The shortest series of answers that was repeated exactly, as often as is allowed; null if there is none. */
function circleIn(made: readonly Made[]): readonly Made[] | null {
  for (let length = 1; length * most <= made.length && length <= longestCircle; length += 1) {
    const last = made.slice(-length * most);
    if (last.every(({ digest }, n) => digest === last[n % length]?.digest)) return last.slice(0, length);
  }
  return null;
}

const callsInWords = ({ calls }: ModelTurn): string =>
  calls.map(({ tool, input }) => `${tool} ${JSON.stringify(input)}`).join(', ');
