import type { Urgency } from './urgency.ts';

/** A call that waits for its turn. */
export interface Waiting {
  /** Calls with the same key never run at the same time, and of several that wait only the newest is sent. Null: independent. */
  key: string | null;
  revision: number;
  rank: number;
  /** Its place among the calls of its rank. */
  number: number;
  /** When it is given up, in the clock's milliseconds. */
  until: number;
  act: () => Promise<unknown>;
  /** Everyone who waits for its result: several where it replaced other calls. */
  told: { resolve: (result: unknown) => void; reject: (error: unknown) => void }[];
  /** How often the platform has answered it with Retry-After. */
  tries: number;
}

/** The smallest goes first. */
export const ranks: Record<Urgency, number> = { outcome: 0, settlement: 1, words: 2, progress: 3 };

const comesBefore = (a: Waiting, b: Waiting): boolean => a.rank < b.rank || (a.rank === b.rank && a.number < b.number);

/** The waiting calls: the most urgent first, then the oldest. A lane limits their number, so a linear search is enough. */
export class Line {
  #waiting: Waiting[] = [];

  get length(): number {
    return this.#waiting.length;
  }

  /** Adds a call. If one for the same message waits already, they are merged: the newer is sent, at the more urgent place. */
  join(one: Waiting): void {
    const other = one.key === null ? undefined : this.#waiting.find(({ key }) => key === one.key);
    if (!other) return void this.#waiting.push(one);
    const newer = one.revision >= other.revision ? one : other;
    const merged = { rank: Math.min(one.rank, other.rank), until: Math.max(one.until, other.until) };
    const told = [...other.told, ...one.told];
    this.#waiting[this.#waiting.indexOf(other)] = { ...newer, ...merged, number: other.number, told };
  }

  has(key: string | null): boolean {
    return key !== null && this.#waiting.some((it) => it.key === key);
  }

  /** How many calls would go before a new one of this rank. */
  ahead(rank: number): number {
    return this.#waiting.filter((it) => it.rank <= rank).length;
  }

  /** The call that goes next, leaving out keys that are being sent at the moment. */
  first(isBusy: (key: string) => boolean): Waiting | null {
    const free = this.#waiting.filter(({ key }) => key === null || !isBusy(key));
    return free.reduce<Waiting | null>((best, it) => (best && comesBefore(best, it) ? best : it), null);
  }

  last(): Waiting | null {
    return this.#waiting.reduce<Waiting | null>((worst, it) => (worst && comesBefore(it, worst) ? worst : it), null);
  }

  remove(one: Waiting): void {
    this.#waiting = this.#waiting.filter((it) => it !== one);
  }

  /** Removes and returns the calls whose time is over. */
  expired(now: number): Waiting[] {
    const over = this.#waiting.filter(({ until }) => until <= now);
    if (over.length > 0) this.#waiting = this.#waiting.filter(({ until }) => until > now);
    return over;
  }

  /** When the next call will be given up; null when none waits. */
  nextEnd(): number | null {
    return this.#waiting.length === 0 ? null : Math.min(...this.#waiting.map(({ until }) => until));
  }

  clear(): Waiting[] {
    const all = this.#waiting;
    this.#waiting = [];
    return all;
  }
}
