import type { ModelTurn } from '../model/turn.ts';
import type { Exchange } from './conversation.ts';
import { brokenAnswers, noProgress } from './words.ts';

/** So often in a row, and no more: whoever has not found out by then will not the next time. */
const most = 3;

/** Sees when a model gets nowhere. What people say, and a new claim, begin the count anew. */
export class Watch {
  #broken = 0;
  #same = 0;
  #last = '';

  constructor(readonly model: string) {}

  /** Why to go no further with answers that nothing can be done with; null for now. */
  broken(cut: boolean): string | null {
    this.#broken += 1;
    return this.#broken < most ? null : brokenAnswers(this.model, this.#broken, cut);
  }

  /** Why to go no further with calls that bring nothing new; null for now. */
  made({ answer, results }: Exchange): string | null {
    this.#broken = 0;
    const now = JSON.stringify(answer.calls.map((it) => [it.tool, it.input, results.get(it.id)]));
    this.#same = now === this.#last ? this.#same + 1 : 1;
    this.#last = now;
    return this.#same < most ? null : noProgress(this.model, inShort(answer), this.#same);
  }

  beginAnew(): void {
    this.#broken = 0;
    this.#same = 0;
    this.#last = '';
  }
}

const inShort = ({ calls }: ModelTurn): string =>
  calls.map(({ tool, input }) => `${tool} ${JSON.stringify(input)}`).join(', ');
