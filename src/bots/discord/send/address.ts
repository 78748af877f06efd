import type { Way } from '../../../core/troubles.ts';
import type { Clock } from '../../chat/send/clock.ts';
import type { Troubled } from '../../chat/send/troubled.ts';
import { DiscordOutage } from './errors.ts';
import { troubleWords } from './words.ts';

/**
 * “10,000 per 10 minutes” answers of 401, 403 and 429 ban an address (docs.discord.com/developers/topics/rate-limits). Others may call
 * from it, and each process counts its own only.
 */
const most = 2_000;
const within = 10 * 60_000;
/** Where a ban doesn't say how long it lasts, in milliseconds. */
const usualBan = 5 * 60_000;

/** In the place of a channel, in the troubles that it reports. */
const place: Way = 'address';

/** Our IP address, as Discord sees it: nothing is called from it while it is banned, or is about to be (R6). */
export class Address {
  readonly #clock: Clock;
  readonly #troubled: Troubled;
  #refused: number[] = [];
  #silentUntil = -Infinity;
  #isTold = false;

  constructor(clock: Clock, troubled: Troubled) {
    this.#clock = clock;
    this.#troubled = troubled;
  }

  /** Rejects while nothing may be called. */
  check(): void {
    const wait = this.#silentUntil - this.#clock.now();
    if (wait > 0) throw this.#outage(wait);
  }

  count(status: number): void {
    const now = this.#clock.now();
    if (status < 400 && this.#isTold) this.#isOver();
    if (![401, 403, 429].includes(status)) return;
    this.#refused.push(now);
    if (this.#refused.length < most) return;
    this.#refused = this.#refused.filter((at) => at > now - within);
    if (this.#refused.length >= most) this.#silence((this.#refused[0] ?? now) + within - now, 'refused too often');
  }

  /** Discord's edge has refused a call: the address is banned. */
  ban(retryAfter: number): DiscordOutage {
    const wait = retryAfter > 0 ? retryAfter : usualBan;
    this.#silence(wait, 'banned');
    return this.#outage(wait);
  }

  #silence(wait: number, code: string): void {
    this.#silentUntil = Math.max(this.#silentUntil, this.#clock.now() + wait);
    if (this.#isTold) return;
    this.#isTold = true;
    void this.#troubled.tell({ channel: place, code, ...troubleWords.address(code) });
  }

  #isOver(): void {
    this.#isTold = false;
    this.#refused = [];
    void this.#troubled.over(place);
  }

  #outage(wait: number): DiscordOutage {
    const seconds = Math.ceil(wait / 1000);
    return new DiscordOutage(
      'discord-busy',
      `Nothing is called for ${seconds} s: Discord bans addresses from which it refuses too many calls.`,
    );
  }
}
