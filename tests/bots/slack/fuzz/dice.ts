/** Chance that can be had again: the same seed throws the same. */
export class Dice {
  #state: number;

  constructor(readonly seed: number) {
    this.#state = seed >>> 0;
  }

  /** mulberry32: from 0 up to, but not including, 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** From 0 up to, but not including, this. */
  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  of<T>(choices: readonly T[]): T {
    if (choices.length === 0) throw new Error('There is nothing to choose from.');
    return choices[this.below(choices.length)]!;
  }

  /** As in our own ids. */
  hex(length: number): string {
    return Array.from({ length }, () => '0123456789abcdef'[this.below(16)]).join('');
  }

  /** Capitals and digits, as in Slack's ids. */
  letters(length: number): string {
    return Array.from({ length }, () => 'ABCDEFGHJKLMNPQRSTUVWXYZ0123456789'[this.below(34)]).join('');
  }
}
