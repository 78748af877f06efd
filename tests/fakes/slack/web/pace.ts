import type { Clock } from '../../clock.ts';
import type { Json } from '../world/message.ts';
import type { Tier } from './method.ts';

/** `strict`: as Slack documents it. A scale of 10: ten times as fast. */
export type Pace = 'strict' | 'off' | { scale: number };

const perMinute = { 1: 1, 2: 20, 3: 50, 4: 100 } as const;

/** “1 per second per channel. Short bursts >1 allowed” (rate limits, chat.postMessage); how short is not said: three is unverified. */
const burst = 3;

/** Holds Slack's rates: https://docs.slack.dev/apis/web-api/rate-limits */
export class Pacer {
  pace: Pace;
  readonly #calls = new Map<string, number[]>();
  readonly #posts = new Map<string, { left: number; at: number }>();

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

  /** A bucket per channel that fills by one a second; a twentieth too early is the clocks' doing. */
  #refusePost(channel: string, scale: number): number {
    const now = this.clock.now();
    const { left, at } = this.#posts.get(channel) ?? { left: burst, at: now };
    const filled = Math.min(burst, left + ((now - at) / 1000) * scale);
    if (filled < 0.95) return 1;
    this.#posts.set(channel, { left: filled - 1, at: now });
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
