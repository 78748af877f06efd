import { SnowflakeUtil } from 'discord.js';
import type { Clock } from '../../chat/send/clock.ts';
import { isRested, rested, taken, waitFor, type Bucket } from '../../chat/send/pace.ts';
import { limits } from '../limits.ts';
import { DiscordOutage } from './errors.ts';

const { after, rate } = limits.oldEdits;
const mostKept = 1_000;

/**
 * Shows mere progress on old cards only now and then. After too many edits of old messages, Discord refuses all of them (30046); then the card
 * would have to be posted anew, and the talk of its run would go on in another thread.
 */
export class OldEdits {
  readonly #clock: Clock;
  readonly #now: () => Date;
  readonly #buckets = new Map<string, Bucket>();

  constructor(clock: Clock, now: () => Date) {
    this.#clock = clock;
    this.#now = now;
  }

  /** Rejects if this channel has used up its share. */
  check(channel: string, message: string): void {
    if (this.#now().getTime() - SnowflakeUtil.timestampFrom(message) <= after) return;
    const now = this.#clock.now();
    const bucket = this.#buckets.get(channel) ?? rested(rate, now);
    const wait = waitFor(bucket, rate, now);
    if (wait > 0) {
      const seconds = Math.ceil(wait / 1000);
      throw new DiscordOutage(
        'discord-busy',
        `Cards older than an hour are not updated in ${channel} for ${seconds} s.`,
        wait,
      );
    }
    if (this.#buckets.size >= mostKept) this.#forgetRested(now);
    this.#buckets.set(channel, taken(bucket, rate, now));
  }

  #forgetRested(now: number): void {
    for (const [channel, bucket] of this.#buckets) if (isRested(bucket, rate, now)) this.#buckets.delete(channel);
  }
}
