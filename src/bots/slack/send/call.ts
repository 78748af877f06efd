import type { Errand } from '../../chat/send/lane.ts';
import type { Token } from '../../chat/send/token.ts';
import type { Lanes, Method } from './lanes.ts';
import { SlackRefused } from './errors.ts';
import { verdictOf } from './verdict.ts';
import type { Answer, Ask } from './web.ts';

/** How a call waits; `channel` tells apart what Slack counts by channel. */
interface Waits extends Partial<Omit<Errand<never>, 'act'>> {
  channel?: string;
}

/** Milliseconds: whoever waits here holds a place that others need, and a job's next try is not far. */
const usualPatience = 15_000;

/** One way for every call: its lane, then the token's state, then Slack. */
export class Caller {
  readonly #ask: Ask;
  readonly #lanes: Lanes;
  readonly #token: Token;

  constructor(parts: { ask: Ask; lanes: Lanes; token: Token }) {
    this.#ask = parts.ask;
    this.#lanes = parts.lanes;
    this.#token = parts.token;
  }

  /** What Slack answers, its refusals too: the caller knows what they mean there. */
  async send(method: Method, args: Record<string, unknown>, how: Waits = {}): Promise<Answer> {
    return this.sendAs(method, args, { ...how, act: (send) => send() });
  }

  /** The same, for whoever wants to look once more when its turn has come. */
  async sendAs<T>(
    method: Method,
    args: Record<string, unknown>,
    { channel, act, ...how }: Waits & { act: (send: () => Promise<Answer>) => Promise<T> },
  ): Promise<T> {
    await this.#token.check();
    const send = async (): Promise<Answer> => {
      await this.#token.check();
      return this.#token.with(() => this.#ask(method, args));
    };
    const errand = { urgency: 'settlement' as const, patience: usualPatience, ...how, act: () => act(send) };
    return this.#lanes.add(method, channel ?? null, errand);
  }
}

/** A refusal that nobody expected: a scope is missing, or what we sent is wrong. */
export function refused(method: Method, { error, detail }: Extract<Answer, { ok: false }>): SlackRefused {
  const why = detail === '' ? error : `${error}: ${detail}`;
  if (verdictOf(error) === 'no scope') {
    return new SlackRefused(
      'slack-scope',
      `${method} needs a scope that the app has not got (${why}). Install it again from the manifest.`,
    );
  }
  return new SlackRefused('bug-slack-refused', `${method}: Slack answered ${why}.`);
}
