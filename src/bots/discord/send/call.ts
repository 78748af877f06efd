import { RESTJSONErrorCodes } from 'discord.js';
import { RateLimited } from '../../chat/send/errors.ts';
import type { Errand } from '../../chat/send/lane.ts';
import type { Token } from '../../chat/send/token.ts';
import { DiscordOutage, DiscordRefused } from './errors.ts';
import type { LaneOf, Lanes } from './lanes.ts';
import { answerWithin, nameOf, type Answer, type Ask, type Call } from './web.ts';

type Waits = Partial<Omit<Errand<never>, 'act'>>;

/** Milliseconds: whoever waits here holds a place that others need, and a job's next try is not far. */
const usualPatience = 15_000;

/** One way for every call: its lane, then the token's state, then Discord. */
export class Caller {
  readonly #ask: Ask;
  readonly #lanes: Lanes;
  readonly #token: Token;

  constructor(parts: { ask: Ask; lanes: Lanes; token: Token }) {
    this.#ask = parts.ask;
    this.#lanes = parts.lanes;
    this.#token = parts.token;
  }

  /** What Discord answers, its refusals too: the caller knows what they mean there. */
  send(lane: LaneOf, call: Call, how: Waits = {}): Promise<Answer> {
    return this.turn(lane, how, (ask) => ask(call));
  }

  /** The same, for whoever wants to look once more when its turn has come, or has more than one thing to do then, within one time. */
  async turn<T>(lane: LaneOf, how: Waits, act: (ask: Ask) => Promise<T>): Promise<T> {
    await this.#token.check();
    const errand = { urgency: 'settlement' as const, patience: usualPatience, ...how };
    const bounded = (): Promise<T> => {
      const until = AbortSignal.timeout(answerWithin);
      return act((call) => this.bare({ ...call, until }));
    };
    return this.#lanes.add(lane, { ...errand, act: bounded });
  }

  /** At once, behind nothing. */
  async now(call: Call): Promise<Answer> {
    try {
      return await this.bare(call);
    } catch (error) {
      throw error instanceof RateLimited ? new DiscordOutage('discord-busy', error.message) : error;
    }
  }

  /** The same, for whoever waits out a silence. What bears a secret of its own goes even while our token is dead. */
  async bare(call: Call): Promise<Answer> {
    if (call.bearsSecret) return this.#ask(call);
    await this.#token.check();
    return this.#token.with(() => this.#ask(call));
  }
}

/** A refusal that nobody expected: a permission is missing, or what we sent is wrong. */
export function refused(call: Pick<Call, 'method' | 'path'>, answer: Extract<Answer, { ok: false }>): DiscordRefused {
  const name = nameOf(call);
  const why = answer.detail === '' ? String(answer.code) : `${answer.code} (${answer.detail})`;
  const isPermission = [RESTJSONErrorCodes.MissingPermissions, RESTJSONErrorCodes.MissingAccess].includes(answer.code);
  if (!isPermission) return new DiscordRefused('bug-discord-refused', `${name}: Discord answered ${why}.`);
  const what = `${name} needs a permission that the bot has not got (${why}). Run \`wheelhouse invite\`, and open its link.`;
  return new DiscordRefused('discord-permission', what);
}
