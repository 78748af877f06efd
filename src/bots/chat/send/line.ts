import type { Urgency } from './urgency.ts';

/** Something that waits for its turn. */
export interface Waiting {
  /** What must not happen twice at once; of several that wait for it, the newest goes. Null: like nothing else. */
  key: string | null;
  revision: number;
  rank: number;
  /** Its place among those of its rank. */
  number: number;
  /** By the clock: when it is given up. */
  until: number;
  act: () => Promise<unknown>;
  /** Who waits for it: several, where one took the place of others. */
  told: { resolve: (result: unknown) => void; reject: (error: unknown) => void }[];
  /** How often the platform asked for silence instead. */
  tries: number;
}

/** Smaller goes first. */
export const ranks: Record<Urgency, number> = { outcome: 0, settlement: 1, words: 2, progress: 3 };

const comesBefore = (a: Waiting, b: Waiting): boolean => a.rank < b.rank || (a.rank === b.rank && a.number < b.number);

/** Those who wait, the most urgent first, then the oldest. Small enough to be looked through: a lane has an end. */
export class Line {
  #waiting: Waiting[] = [];

  get length(): number {
    return this.#waiting.length;
  }

  /** Takes its place; or, where the same message waits already, becomes one with that: the newer goes, at the more urgent place. */
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

  /** How many would go before another of this rank. */
  ahead(rank: number): number {
    return this.#waiting.filter((it) => it.rank <= rank).length;
  }

  /** Who goes next; what is being sent is not sent a second time meanwhile. */
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

  /** Takes out those whose time is over. */
  expired(now: number): Waiting[] {
    const over = this.#waiting.filter(({ until }) => until <= now);
    if (over.length > 0) this.#waiting = this.#waiting.filter(({ until }) => until > now);
    return over;
  }

  /** When the next of them is given up; null when nobody waits. */
  nextEnd(): number | null {
    return this.#waiting.length === 0 ? null : Math.min(...this.#waiting.map(({ until }) => until));
  }

  clear(): Waiting[] {
    const all = this.#waiting;
    this.#waiting = [];
    return all;
  }
}
