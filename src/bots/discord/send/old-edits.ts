import { SnowflakeUtil } from 'discord.js';
import type { Clock } from '../../chat/send/clock.ts';
import { isRested, rested, taken, waitFor, type Bucket } from '../../chat/send/pace.ts';
import { limits } from '../limits.ts';
import { DiscordOutage } from './errors.ts';

const { after, rate } = limits.oldEdits;
const mostKept = 1_000;

/**
 * What only moves on is brought to old cards seldom: one edit too many, and Discord takes none any more (30046), so that the card is
 * posted anew, and the talk of its run goes on in another thread.
 */
export class OldEdits {
  readonly #clock: Clock;
  readonly #now: () => Date;
  readonly #buckets = new Map<string, Bucket>();

  constructor(clock: Clock, now: () => Date) {
    this.#clock = clock;
    this.#now = now;
  }

  /** Rejects where this channel has had its share. */
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
