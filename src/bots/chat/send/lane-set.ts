import type { Clock } from './clock.ts';
import { Lane, type LaneOptions } from './lane.ts';

/** The most calls that may wait in one lane, and in all. A job that is sent away comes back; waiting here only costs memory. */
const most = { lane: 500, all: 5_000 };

interface LaneSetOptions {
  clock: Clock;
  /** With more lanes than this, idle ones are dropped. */
  mostLanes: number;
  busy: LaneOptions['busy'];
}

/** One platform's lanes, each created at its first use. A Retry-After stops its own lane and no other. */
export class LaneSet {
  readonly #options: LaneSetOptions;
  readonly #lanes = new Map<string, Lane>();

  constructor(options: LaneSetOptions) {
    this.#options = options;
  }

  of({ name, rate, atOnce }: Pick<LaneOptions, 'name' | 'rate' | 'atOnce'>): Lane {
    const known = this.#lanes.get(name);
    if (known) return known;
    const { clock, mostLanes, busy } = this.#options;
    if (this.#lanes.size >= mostLanes) this.#forgetIdle();
    const isFull = (): boolean => this.#waiting() >= most.all;
    const lane = new Lane({ name, rate, atOnce, clock, busy, most: most.lane, isFull });
    this.#lanes.set(name, lane);
    return lane;
  }

  /** Rejects everything that waits. */
  clear(error: Error): void {
    for (const lane of this.#lanes.values()) lane.clear(error);
  }

  #waiting(): number {
    return [...this.#lanes.values()].reduce((sum, lane) => sum + lane.waiting, 0);
  }

  #forgetIdle(): void {
    for (const [name, lane] of this.#lanes) if (lane.isIdle) this.#lanes.delete(name);
  }
}
