import { digestText } from '../../core/digest.ts';
import type { ModelTurn } from '../model/turn.ts';
import type { Exchange } from './conversation.ts';
import { brokenAnswers, noProgress } from './words.ts';

/** So often in a row, and no more: whoever has not found out by then will not the next time. */
const most = 3;

/** Answers of the longest round that is told from progress: a change, a test, the change undone, and the test again. */
const longestRound = 4;

/** What was asked for, in words, and what it came to, as a digest. */
interface Made {
  said: string;
  came: string;
}

/** Sees when a model gets nowhere, or goes round in a circle. What people say, and a new claim, begin the count anew. */
export class Watch {
  #broken = 0;
  #made: Made[] = [];

  constructor(readonly model: string) {}

  /** Why to go no further with answers that nothing can be done with; null for now. */
  broken(cut: boolean): string | null {
    this.#broken += 1;
    return this.#broken < most ? null : brokenAnswers(this.model, this.#broken, cut);
  }

  /** Why to go no further with calls that bring nothing new; null for now. */
  made({ answer, results }: Exchange): string | null {
    this.#broken = 0;
    const came = JSON.stringify(answer.calls.map((it) => [it.tool, it.input, results.get(it.id)]));
    this.#made = [...this.#made, { said: inShort(answer), came: digestText(came) }].slice(-most * longestRound);
    const round = roundOf(this.#made);
    return round === null ? null : noProgress(this.model, round.map(({ said }) => said).join(', '), most);
  }

  beginAnew(): void {
    this.#broken = 0;
    this.#made = [];
  }
}

/** The shortest round that has been gone through so often, to the letter; null where there is none. */
function roundOf(made: readonly Made[]): readonly Made[] | null {
  for (let length = 1; length * most <= made.length && length <= longestRound; length += 1) {
    const rounds = made.slice(-length * most);
    if (rounds.every(({ came }, n) => came === rounds[n % length]?.came)) return rounds.slice(0, length);
  }
  return null;
}

const inShort = ({ calls }: ModelTurn): string =>
  calls.map(({ tool, input }) => `${tool} ${JSON.stringify(input)}`).join(', ');
