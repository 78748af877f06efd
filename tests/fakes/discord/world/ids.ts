import type { Clock } from '../../clock.ts';

/** “the first second of 2015”: https://docs.discord.com/developers/reference#snowflakes */
const epoch = 1_420_070_400_000n;

/** Ids that carry their time and grow, none twice. */
export class Ids {
  #last = 0n;

  constructor(private readonly clock: Clock) {}

  next(): string {
    const now = (BigInt(this.clock.now()) - epoch) << 22n;
    this.#last = now > this.#last ? now : this.#last + 1n;
    return String(this.#last);
  }
}

export const newToken = (): string => crypto.randomUUID().replaceAll('-', '');
