import type { Clock } from '../../chat/send/clock.ts';
import { Lane, type Errand } from '../../chat/send/lane.ts';
import type { Rate } from '../../chat/send/pace.ts';
import { limits } from '../limits.ts';
import { DiscordOutage } from './errors.ts';

interface Way {
  rate: Rate;
  /** Calls in flight. What is sent into a place goes one after the other, and stays in order. */
  atOnce: number;
}

/** Discord counts each of these apart, by channel (a thread is one) or guild. What it says of its rates, discord.js minds. */
const ways = {
  send: { rate: limits.rates.messages, atOnce: 1 },
  edit: { rate: limits.rates.messages, atOnce: 1 },
  thread: { rate: limits.rates.messages, atOnce: 1 },
  look: { rate: limits.rates.others, atOnce: 5 },
} as const satisfies Record<string, Way>;

/** What is done, and in which channel, thread or guild. */
export type LaneOf = readonly [way: keyof typeof ways, of: string];

/** Who waits: in one lane, and in all. A job that is sent away comes back; what is held here only costs memory. */
const most = { lane: 500, all: 5_000 };
/** Lanes that are kept before those at rest are forgotten. */
const mostLanes = 500;

const busy = (why: string): DiscordOutage => new DiscordOutage('discord-busy', why);

/** A lane for each rate of Discord's. A Retry-After stops its lane and no other; the limit on all of them stops one after the other. */
export class Lanes {
  readonly #clock: Clock;
  readonly #lanes = new Map<string, Lane>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  add<T>([way, of]: LaneOf, errand: Errand<T>): Promise<T> {
    return this.#open(`${way} in ${of}`, ways[way]).add(errand);
  }

  clear(error: Error): void {
    for (const lane of this.#lanes.values()) lane.clear(error);
  }

  #open(name: string, { rate, atOnce }: Way): Lane {
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
