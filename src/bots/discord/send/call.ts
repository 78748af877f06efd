import { RESTJSONErrorCodes } from 'discord.js';
import { RateLimited } from '../../chat/send/errors.ts';
import type { Errand } from '../../chat/send/lane.ts';
import type { Token } from '../../chat/send/token.ts';
import { DiscordOutage, DiscordRefused } from './errors.ts';
import type { LaneOf, Lanes } from './lanes.ts';
import { answerWithin, nameOf, type Answer, type Ask, type Call } from './web.ts';

type Waits = Partial<Omit<Errand<never>, 'act'>>;

/** Milliseconds. A call that waits takes up room that others need, and a job is soon tried again. */
const usualPatience = 15_000;

/** Every call goes through here: it waits for its turn in its lane, and is not made while the token is refused. */
export class Caller {
  readonly #ask: Ask;
  readonly #lanes: Lanes;
  readonly #token: Token;

  constructor(parts: { ask: Ask; lanes: Lanes; token: Token }) {
    this.#ask = parts.ask;
    this.#lanes = parts.lanes;
    this.#token = parts.token;
  }

  /** One call. A refusal of Discord's is an answer, too: only the caller knows what it means. */
  send(lane: LaneOf, call: Call, how: Waits = {}): Promise<Answer> {
    return this.turn(lane, how, (ask) => ask(call));
  }

  /** The same for several calls in one turn, which share one time limit, or for a caller that first looks whether there is still anything to do. */
  async turn<T>(lane: LaneOf, how: Waits, act: (ask: Ask) => Promise<T>): Promise<T> {
    await this.#token.check();
    const errand = { urgency: 'settlement' as const, patience: usualPatience, ...how };
    const bounded = (): Promise<T> => {
      const until = AbortSignal.timeout(answerWithin);
      return act((call) => this.bare({ ...call, until }));
    };
    return this.#lanes.add(lane, { ...errand, act: bounded });
  }

  /** One call at once, without a lane. */
  async now(call: Call): Promise<Answer> {
    try {
      return await this.bare(call);
    } catch (error) {
      throw error instanceof RateLimited ? new DiscordOutage('discord-busy', error.message) : error;
    }
  }

  /** The same, but a Retry-After rejects with `RateLimited`. A call with a secret of its own is made even while our token is refused. */
  async bare(call: Call): Promise<Answer> {
    if (call.bearsSecret) return this.#ask(call);
    await this.#token.check();
    return this.#token.with(() => this.#ask(call));
  }
}

/** The error for an unexpected refusal: a permission is missing, or what we sent is wrong. */
export function refused(call: Pick<Call, 'method' | 'path'>, answer: Extract<Answer, { ok: false }>): DiscordRefused {
  const name = nameOf(call);
  const why = answer.detail === '' ? String(answer.code) : `${answer.code} (${answer.detail})`;
  const isPermission = [RESTJSONErrorCodes.MissingPermissions, RESTJSONErrorCodes.MissingAccess].includes(answer.code);
  if (!isPermission) return new DiscordRefused('bug-discord-refused', `${name}: Discord answered ${why}.`);
  const what = `${name} needs a permission that the bot has not got (${why}). Run \`wheelhouse invite\`, and open its link.`;
  return new DiscordRefused('discord-permission', what);
}
