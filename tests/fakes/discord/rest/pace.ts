import type { Clock } from '../../clock.ts';
import type { Route } from './route.ts';

/** `strict`: as Discord has it. A scale of 10: ten times as fast. */
export type Pace = 'strict' | 'off' | { scale: number };

/** Why a request must wait, and what its bucket says. */
export interface Turn {
  /** Seconds; 0: it may go on, and counts. */
  wait: number;
  isGlobal: boolean;
  headers: Record<string, string>;
}

const free: Turn = { wait: 0, isGlobal: false, headers: {} };

/** Ids that divide a route’s bucket: https://docs.discord.com/developers/topics/rate-limits */
const major = ['channel', 'guild', 'webhook', 'token'];

/** Holds Discord’s rates. `global` and `buckets` may be changed at any time. */
export class Pacer {
  /** “50 requests per second”; interactions and what carries its token in its path are not counted. */
  global = 50;
  /** Other buckets for routes, by their names. */
  readonly buckets = new Map<string, Route['bucket']>();
  readonly #seen = new Map<string, number[]>();
  #second: number[] = [];

  constructor(
    private readonly clock: Clock,
    public pace: Pace,
  ) {}

  take(route: Route, params: Record<string, string>): Turn {
    if (this.pace === 'off') return free;
    const scale = this.pace === 'strict' ? 1 : this.pace.scale;
    const now = this.clock.now();
    const wait = route.needsBot ? this.#refuseGlobal(now, scale) : 0;
    if (wait > 0) return { wait, isGlobal: true, headers: {} };
    const bucket = this.buckets.get(route.name) ?? route.bucket;
    return bucket === null ? free : this.#takeFrom(bucket, keyOf(route, params), now, scale);
  }

  #refuseGlobal(now: number, scale: number): number {
    this.#second = this.#second.filter((at) => at > now - 1000);
    if (this.#second.length >= this.global * scale) return (this.#second[0]! + 1000 - now) / 1000;
    this.#second.push(now);
    return 0;
  }

  #takeFrom(bucket: NonNullable<Route['bucket']>, key: string, now: number, scale: number): Turn {
    const within = bucket.within / scale;
    const known = (this.#seen.get(key) ?? []).filter((at) => at > now - within);
    const isFull = known.length >= bucket.most;
    const seen = isFull ? known : [...known, now];
    this.#seen.set(key, seen);
    const after = ((seen[0] ?? now) + within - now) / 1000;
    return {
      wait: isFull ? Math.max(after, 0.001) : 0,
      isGlobal: false,
      headers: headersOf(bucket.most, seen.length, after, { key, now }),
    };
  }
}

const keyOf = (route: Route, params: Record<string, string>): string =>
  [route.name, ...major.map((it) => params[it] ?? '')].join(' ');

const headersOf = (most: number, used: number, after: number, { key, now }: { key: string; now: number }) => ({
  'x-ratelimit-limit': String(most),
  'x-ratelimit-remaining': String(most - used),
  'x-ratelimit-reset': (now / 1000 + after).toFixed(3),
  'x-ratelimit-reset-after': after.toFixed(3),
  'x-ratelimit-bucket': Buffer.from(key.split(' ').slice(0, 2).join(' ')).toString('hex').slice(0, 32),
});
