import { WebhookType } from 'discord.js';
import { z } from 'zod';
import type { Clock } from '../../chat/send/clock.ts';
import type { Log } from '../../chat/log.ts';
import { createUnderWay } from '../../chat/send/under-way.ts';
import type { Selves } from './self.ts';
import type { Ask } from './web.ts';

/** A channel's own webhook, by which roles speak. */
export interface Webhook {
  id: string;
  token: string;
}

const webhooks = z.array(
  z.looseObject({
    id: z.string(),
    type: z.number(),
    application_id: z.string().nullish(),
    token: z.string().optional(),
  }),
);

/** Neither “discord” nor “clyde” may be in it (create webhook). */
const name = 'Wheelhouse';
/** Milliseconds until it is tried again in a channel where we may have none: somebody may have given us the permission. */
const restFor = 5 * 60_000;
const mostKept = 1_000;

interface WebhooksParts {
  selves: Selves;
  clock: Clock;
  log: Pick<Log, 'warn'>;
}

/** One webhook of ours in each channel: found again after a restart, made anew when somebody deleted it. */
export class Webhooks {
  readonly #parts: WebhooksParts;
  readonly #known = new Map<string, Webhook>();
  /** The channels where we may have none, and until when that is believed. */
  readonly #refused = new Map<string, number>();
  readonly #once = createUnderWay<Webhook | null>();

  constructor(parts: WebhooksParts) {
    this.#parts = parts;
  }

  /** Null: we may have none there; the bot speaks for the roles. */
  async open(ask: Ask, channel: string): Promise<Webhook | null> {
    const known = this.#known.get(channel);
    if (known) return known;
    if ((this.#refused.get(channel) ?? -Infinity) > this.#parts.clock.now()) return null;
    return this.#once(channel, () => this.#ensure(ask, channel));
  }

  /** The one that is there; null if there is none, or we may not look. */
  async find(ask: Ask, channel: string): Promise<Webhook | null> {
    const known = this.#known.get(channel);
    if (known) return known;
    const all = await this.#list(ask, channel);
    return typeof all === 'number' ? null : (all[0] ?? null);
  }

  /** Somebody has deleted it. */
  forget(channel: string, { id }: Webhook): void {
    if (this.#known.get(channel)?.id === id) this.#known.delete(channel);
  }

  /** Several processes may make one each at the same time: each looks again after that, and all keep the oldest. */
  async #ensure(ask: Ask, channel: string): Promise<Webhook | null> {
    let all = await this.#list(ask, channel);
    if (typeof all !== 'number' && all.length === 0) {
      const made = await ask({ method: 'POST', path: `/channels/${channel}/webhooks`, body: { name } });
      all = made.ok ? await this.#list(ask, channel) : made.code;
    }
    if (typeof all === 'number') return this.#refuse(channel, all);
    const [oldest, ...others] = all;
    for (const { id } of others) await ask({ method: 'DELETE', path: `/webhooks/${id}` });
    if (oldest) this.#keep(channel, oldest);
    return oldest ?? null;
  }

  /** Ours, oldest first; or the code of a refusal. */
  async #list(ask: Ask, channel: string): Promise<Webhook[] | number> {
    const { application } = await this.#parts.selves.known();
    const answer = await ask({ method: 'GET', path: `/channels/${channel}/webhooks` });
    if (!answer.ok) return answer.code;
    const ours = webhooks.parse(answer.data).flatMap(({ id, type, application_id: owner, token }) => {
      const isOurs = type === Number(WebhookType.Incoming) && owner === application;
      return isOurs && token !== undefined ? [{ id, token }] : [];
    });
    return ours.toSorted((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1));
  }

  #keep(channel: string, webhook: Webhook): void {
    const [oldest] = this.#known.keys();
    if (this.#known.size >= mostKept && oldest !== undefined) this.#known.delete(oldest);
    this.#known.set(channel, webhook);
  }

  #refuse(channel: string, code: number): null {
    const [oldest] = this.#refused.keys();
    if (this.#refused.size >= mostKept && oldest !== undefined) this.#refused.delete(oldest);
    if (!this.#refused.has(channel))
      this.#parts.log.warn({ channel, code }, 'Roles speak as the bot itself here: it may have no webhook.');
    this.#refused.set(channel, this.#parts.clock.now() + restFor);
    return null;
  }
}
