/** The period of the shares, in milliseconds. */
export const aWhile = 60_000;
/** How much one account gets in one period: of one kind, and in all. People don't read faster than that. */
const most = { alike: 5, all: 20 };
/** How many accounts are remembered at once. */
const mostKept = 5000;

/** `last`: given, but the next one of its kind gets none. */
type Share = 'given' | 'last' | 'none';

interface Taken {
  until: number;
  all: number;
  alike: Map<string, number>;
}

/** Limits how often each account gets something that costs others, counted for each account separately (S19). */
export class Sparingly {
  readonly #taken = new Map<string, Taken>();

  /** `at` in milliseconds, of any beginning. */
  take(who: string, what: string, at: number): Share {
    const taken = this.#of(who, at);
    const before = taken.alike.get(what) ?? 0;
    if (before >= most.alike || taken.all >= most.all) return 'none';
    taken.alike.set(what, before + 1);
    taken.all += 1;
    return before + 1 === most.alike || taken.all === most.all ? 'last' : 'given';
  }

  #of(who: string, at: number): Taken {
    const known = this.#taken.get(who);
    if (known !== undefined && at < known.until) return known;
    this.#taken.delete(who);
    const [oldest] = this.#taken.keys();
    if (this.#taken.size >= mostKept && oldest !== undefined) this.#taken.delete(oldest);
    const anew: Taken = { until: at + aWhile, all: 0, alike: new Map() };
    this.#taken.set(who, anew);
    return anew;
  }
}
