import type { Clock } from '../world/clock.ts';
import type { Json } from '../world/message.ts';
import type { Tier } from './method.ts';

/** `strict`: as Slack documents it. A scale of 10: ten times as fast. */
export type Pace = 'strict' | 'off' | { scale: number };

const perMinute = { 1: 1, 2: 20, 3: 50, 4: 100 } as const;

/** “1 per second per channel. Short bursts >1 allowed” (how short is not said; here a tenth of a second early is forgiven). */
const betweenPosts = 900;

/** Holds Slack's rates: https://docs.slack.dev/apis/web-api/rate-limits */
export class Pacer {
  pace: Pace;
  readonly #calls = new Map<string, number[]>();
  readonly #posts = new Map<string, number>();

  constructor(
    private readonly clock: Clock,
    pace: Pace,
  ) {
    this.pace = pace;
  }

  /** Seconds to wait before this call may be made; 0 when it may now, and then it counts. */
  refuse(method: string, tier: Tier, args: Json): number {
    if (this.pace === 'off') return 0;
    const scale = this.pace === 'strict' ? 1 : this.pace.scale;
    if (method === 'chat.postMessage') return this.#refusePost(String(args.channel), scale);
    return tier === null ? 0 : this.#refuseCall(method, perMinute[tier] * scale);
  }

  #refusePost(channel: string, scale: number): number {
    const now = this.clock.now();
    const last = this.#posts.get(channel) ?? -Infinity;
    if (now - last < betweenPosts / scale) return 1;
    this.#posts.set(channel, now);
    return 0;
  }

  #refuseCall(method: string, most: number): number {
    const now = this.clock.now();
    const recent = (this.#calls.get(method) ?? []).filter((at) => at > now - 60_000);
    this.#calls.set(method, recent);
    if (recent.length >= most) return Math.ceil((recent[0]! + 60_000 - now) / 1000);
    recent.push(now);
    return 0;
  }
}
