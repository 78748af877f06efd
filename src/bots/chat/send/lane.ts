import type { Clock } from './clock.ts';
import { RateLimited } from './errors.ts';
import { Line, ranks, type Waiting } from './line.ts';
import { held, isRested, rested, taken, waitFor, type Bucket, type Rate } from './pace.ts';
import type { Urgency } from './urgency.ts';

export interface LaneOptions {
  /** What the lane is for, as an error names it. */
  name: string;
  rate: Rate;
  clock: Clock;
  /** How many calls may wait. When it is full, the least urgent of those waiting and the new one is sent away. */
  most: number;
  /** Whether the other lanes have used up the room that all share. */
  isFull: () => boolean;
  /** The most calls in flight. With one, they arrive in the order in which they were sent. */
  atOnce: number;
  /** The error for a call that is sent away: an outage. `roomIn`: in how many milliseconds there may be room. */
  busy: (why: string, roomIn: number) => Error;
}

export interface Errand<T> {
  urgency: Urgency;
  /** Milliseconds that it may wait for its turn. A call that would have to wait longer is rejected at once. */
  patience: number;
  key?: string;
  revision?: number;
  act: () => Promise<T>;
}

/**
 * By rank, the share of the burst that is reserved for more urgent calls. However much progress is being shown, several people who
 * press a button at the same moment see the result at once, and an outcome still finds room.
 */
const reserves = [0, 0.2, 0.2, 0.5];
/** The longest time, in milliseconds, after which a call that was sent away is told to come again. */
const longestAway = 15_000;
const noRoom = 'There is no room in time';
/** How many times one call is sent again after a Retry-After. */
const mostTries = 5;

/** A queue for one rate limit of a platform: that of a method, or of messages in one channel. */
export class Lane {
  readonly #options: LaneOptions;
  readonly #line = new Line();
  readonly #busy = new Set<string>();
  #bucket: Bucket;
  #inFlight = 0;
  #count = 0;
  /** By rank, the latest time that was promised to a call that was sent away. */
  readonly #promised: number[] = [];
  #cancelBell: () => void = () => undefined;

  constructor(options: LaneOptions) {
    this.#options = options;
    this.#bucket = rested(options.rate, options.clock.now());
  }

  get waiting(): number {
    return this.#line.length;
  }

  /** True when dropping the lane would lose nothing. */
  get isIdle(): boolean {
    const { rate, clock } = this.#options;
    return this.waiting === 0 && this.#inFlight === 0 && isRested(this.#bucket, rate, clock.now());
  }

  /** Rejects with an outage when there is no room, or when its turn would not come within its patience. */
  add<T>({ urgency, patience, key, revision = 0, act }: Errand<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const now = this.#options.clock.now();
      const until = now + patience;
      const told = [{ resolve: resolve as (result: unknown) => void, reject }];
      const number = (this.#count += 1);
      const one: Waiting = { key: key ?? null, revision, rank: ranks[urgency], number, until, act, told, tries: 0 };
      if (!this.#line.has(one.key) && this.#waitFor(one.rank, now) > patience)
        return reject(this.#away(one.rank, noRoom));
      if (!this.#makeRoom(one)) return reject(this.#full(one.rank));
      this.#line.join(one);
      // A call whose turn is now must not time out because this process is slow.
      this.#pump(now);
    });
  }

  /** Rejects everything that waits. */
  clear(error: Error): void {
    this.#cancelBell();
    for (const { told } of this.#line.clear()) for (const { reject } of told) reject(error);
  }

  /** Milliseconds until the turn of another call of this rank, as far as is known now. */
  #waitFor(rank: number, now: number): number {
    return waitFor(this.#bucket, this.#options.rate, now, this.#reserve(rank) + this.#line.ahead(rank));
  }

  #reserve(rank: number): number {
    return Math.floor((reserves[rank] ?? 0) * this.#options.rate.burst);
  }

  /**
   * In how many milliseconds a call that is sent away may come again. The times are spread at the pace of the rate, so that each
   * returning call finds room and no turn goes unused. Beyond `longestAway`, several calls share the same times.
   */
  #roomIn(rank: number): number {
    const { rate, clock } = this.#options;
    const now = clock.now();
    const first = now + this.#waitFor(rank, now);
    const next = (this.#promised[rank] ?? -Infinity) + rate.every;
    const at = next < first || next > now + longestAway ? first : next;
    this.#promised[rank] = at;
    return at - now;
  }

  #makeRoom(one: Waiting): boolean {
    const { most, isFull } = this.#options;
    if ((this.waiting < most && !isFull()) || this.#line.has(one.key)) return true;
    const last = this.#line.last();
    if (!last || last.rank <= one.rank) return false;
    this.#line.remove(last);
    for (const { reject } of last.told) reject(this.#full(last.rank));
    return true;
  }

  #full(rank: number): Error {
    return this.#away(rank, `${this.waiting} wait already`);
  }

  #away(rank: number, why: string): Error {
    const { busy, name } = this.#options;
    return busy(`${why} for ${name}; it is tried again later.`, this.#roomIn(rank));
  }

  #pump(since = this.#options.clock.now()): void {
    const { rate, clock, atOnce } = this.#options;
    this.#giveUp(since);
    while (this.#inFlight < atOnce) {
      const now = clock.now();
      const next = this.#line.first((key) => this.#busy.has(key));
      if (!next) break;
      const wait = waitFor(this.#bucket, rate, now, this.#reserve(next.rank));
      if (wait > 0) return this.#ring(wait);
      this.#bucket = taken(this.#bucket, rate, now);
      this.#line.remove(next);
      void this.#send(next);
    }
    this.#ring(Infinity);
  }

  /** Rejects the calls whose patience ends before a Retry-After is over. */
  #giveUp(now: number): void {
    for (const { told, rank } of this.#line.expired(Math.max(now, this.#bucket.heldUntil))) {
      const over = this.#away(rank, noRoom);
      for (const { reject } of told) reject(over);
    }
  }

  /** Wakes up after this time, or earlier when a call's patience ends. */
  #ring(wait: number): void {
    this.#cancelBell();
    const { clock } = this.#options;
    const end = this.#line.nextEnd();
    if (end === null) return;
    this.#cancelBell = clock.after(Math.min(wait, Math.max(0, end - clock.now())), () => this.#pump());
  }

  async #send(one: Waiting): Promise<void> {
    this.#inFlight += 1;
    if (one.key !== null) this.#busy.add(one.key);
    try {
      const result = await one.act();
      for (const { resolve } of one.told) resolve(result);
    } catch (error) {
      this.#failed(one, error);
    } finally {
      this.#inFlight -= 1;
      if (one.key !== null) this.#busy.delete(one.key);
      this.#pump();
    }
  }

  /** After a Retry-After the lane waits, and the refused call keeps its place. Other errors reject the call. */
  #failed(one: Waiting, error: unknown): void {
    if (error instanceof RateLimited) {
      this.#bucket = held(this.#bucket, this.#options.clock.now() + error.retryAfter);
      if (one.tries < mostTries) return this.#line.join({ ...one, tries: one.tries + 1 });
    }
    const told = error instanceof RateLimited ? this.#options.busy(error.message, error.retryAfter) : error;
    for (const { reject } of one.told) reject(told);
  }
}
