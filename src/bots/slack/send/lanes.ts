import type { Clock } from '../../chat/send/clock.ts';
import { Lane, type Errand } from '../../chat/send/lane.ts';
import { rateOfTier, type Rate } from '../../chat/send/pace.ts';
import { limits } from '../limits.ts';
import { SlackOutage } from './errors.ts';

const { two, three, four, special } = limits.tiers;

/** Calls a minute, by method. Reference: each method's page. */
const tiers = {
  'chat.update': three,
  'chat.postEphemeral': four,
  'chat.getPermalink': special,
  'conversations.history': three,
  'conversations.replies': three,
  'views.open': four,
  'views.update': four,
  'views.publish': four,
  'usergroups.list': two,
  'users.info': four,
  'auth.test': special,
} as const;

export type Method = keyof typeof tiers | 'chat.postMessage';

/** Who waits: in one lane, and in all. A job that is sent away comes back; what is held here only costs memory. */
const most = { lane: 500, all: 5_000 };
/** Lanes of channels that are kept before those at rest are forgotten. */
const mostLanes = 200;
/** Different messages go side by side. What is posted in a channel goes one after the other, and stays in order. */
const callsAtOnce = 5;

const busy = (why: string): SlackOutage => new SlackOutage('slack-busy', why);

/**
 * A lane for each rate of Slack's: one for each method, and for posting one for each channel. A 429 stops its lane and no other.
 * Slack also limits posting to “several hundred messages a minute” for a workspace: a 429 for that stops channel after channel.
 */
export class Lanes {
  readonly #clock: Clock;
  readonly #lanes = new Map<string, Lane>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  add<T>(method: Method, channel: string | null, errand: Errand<T>): Promise<T> {
    const lane = method === 'chat.postMessage' ? this.#ofChannel(channel ?? '') : this.#ofMethod(method);
    return lane.add(errand);
  }

  clear(error: Error): void {
    for (const lane of this.#lanes.values()) lane.clear(error);
  }

  #ofChannel(channel: string): Lane {
    return this.#open(`chat.postMessage in ${channel}`, limits.posting, 1);
  }

  #ofMethod(method: keyof typeof tiers): Lane {
    return this.#open(method, rateOfTier(tiers[method]), callsAtOnce);
  }

  #open(name: string, rate: Rate, atOnce: number): Lane {
    const known = this.#lanes.get(name);
    if (known) return known;
    if (this.#lanes.size >= mostLanes) this.#forgetIdle();
    const isFull = (): boolean => this.#waiting() >= most.all;
    const lane = new Lane({ name, rate, clock: this.#clock, most: most.lane, isFull, atOnce, busy });
    this.#lanes.set(name, lane);
    return lane;
  }

  #waiting(): number {
    return [...this.#lanes.values()].reduce((sum, lane) => sum + lane.waiting, 0);
  }

  #forgetIdle(): void {
    for (const [name, lane] of this.#lanes) if (lane.isIdle) this.#lanes.delete(name);
  }
}
