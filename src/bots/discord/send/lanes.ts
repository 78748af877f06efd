import type { Clock } from '../../chat/send/clock.ts';
import type { Errand } from '../../chat/send/lane.ts';
import { LaneSet } from '../../chat/send/lane-set.ts';
import type { Rate } from '../../chat/send/pace.ts';
import { limits } from '../limits.ts';
import { DiscordOutage } from './errors.ts';

interface Way {
  rate: Rate;
  /** The most calls in flight. Messages to one place are sent one after the other, so that they stay in order. */
  atOnce: number;
}

/** Discord has a rate limit for each of these, by channel (a thread is one) or guild. discord.js keeps those that Discord tells in headers. */
const ways = {
  send: { rate: limits.rates.messages, atOnce: 1 },
  edit: { rate: limits.rates.messages, atOnce: 1 },
  thread: { rate: limits.rates.messages, atOnce: 1 },
  look: { rate: limits.rates.others, atOnce: 5 },
} as const satisfies Record<string, Way>;

/** What is done, and in which channel, thread or guild. */
export type LaneOf = readonly [way: keyof typeof ways, of: string];

const mostLanes = 500;

const busy = (why: string, roomIn: number): DiscordOutage => new DiscordOutage('discord-busy', why, roomIn);

/** A lane for each of Discord's rate limits. When the global limit is reached, each lane stops at its next call. */
export class Lanes {
  readonly #lanes: LaneSet;

  constructor(clock: Clock) {
    this.#lanes = new LaneSet({ clock, mostLanes, busy });
  }

  add<T>([way, of]: LaneOf, errand: Errand<T>): Promise<T> {
    return this.#lanes.of({ name: `${way} in ${of}`, ...ways[way] }).add(errand);
  }

  clear(error: Error): void {
    this.#lanes.clear(error);
  }
}
