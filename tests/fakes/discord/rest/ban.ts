import type { Clock } from '../../clock.ts';

const window = 10 * 60_000;

/** “10,000 per 10 minutes”, of 401, 403 and 429: https://docs.discord.com/developers/topics/rate-limits#invalid-request-limit-aka-cloudflare-bans */
export class Ban {
  /** How many are too many. */
  most = 10_000;
  #invalid: number[] = [];

  constructor(private readonly clock: Clock) {}

  count(status: number): void {
    if ([401, 403, 429].includes(status)) this.#invalid.push(this.clock.now());
  }

  /** How many count at the moment. */
  get invalid(): number {
    this.#invalid = this.#invalid.filter((at) => at > this.clock.now() - window);
    return this.#invalid.length;
  }

  /** Seconds for which the address is still banned; how long Discord’s ban lasts is not documented. */
  get left(): number {
    return this.invalid < this.most ? 0 : Math.ceil(((this.#invalid[0] ?? 0) + window - this.clock.now()) / 1000);
  }
}
