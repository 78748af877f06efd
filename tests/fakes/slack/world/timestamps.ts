import type { Clock } from '../../clock.ts';

/** Names of messages: seconds with six decimals, growing, none of them twice. */
export class Timestamps {
  #last = 0;

  constructor(private readonly clock: Clock) {}

  next(): string {
    this.#last = Math.max(this.#last + 1, this.clock.now() * 1000);
    return `${Math.floor(this.#last / 1e6)}.${String(this.#last % 1e6).padStart(6, '0')}`;
  }
}
