import type { Errand } from '../../chat/send/lane.ts';
import type { Token } from '../../chat/send/token.ts';
import type { Lanes, Method } from './lanes.ts';
import { SlackRefused } from './errors.ts';
import { verdictOf } from './verdict.ts';
import type { SlackResponse, CallMethod } from './web.ts';

/** How a call waits. `channel` is for methods that Slack limits by channel. */
interface Waits extends Partial<Omit<Errand<never>, 'act'>> {
  channel?: string;
}

/** Milliseconds. A job that waits here occupies a worker, and will be tried again soon anyway. */
const usualPatience = 15_000;

/** Every call goes this way: it waits in its lane, is checked against the state of the token, and is sent. */
export class Caller {
  readonly #call: CallMethod;
  readonly #lanes: Lanes;
  readonly #token: Token;

  constructor(parts: { call: CallMethod; lanes: Lanes; token: Token }) {
    this.#call = parts.call;
    this.#lanes = parts.lanes;
    this.#token = parts.token;
  }

  /** Resolves with what Slack responds, refusals included: what they mean depends on the call. */
  async send(method: Method, args: Record<string, unknown>, how: Waits = {}): Promise<SlackResponse> {
    return this.sendAs(method, args, { ...how, act: (send) => send() });
  }

  /** The same for callers that check something else when the turn of the call has come, before they send it. */
  async sendAs<T>(
    method: Method,
    args: Record<string, unknown>,
    { channel, act, ...how }: Waits & { act: (send: () => Promise<SlackResponse>) => Promise<T> },
  ): Promise<T> {
    await this.#token.check();
    const send = async (): Promise<SlackResponse> => {
      await this.#token.check();
      return this.#token.with(() => this.#call(method, args));
    };
    const errand = { urgency: 'settlement' as const, patience: usualPatience, ...how, act: () => act(send) };
    return this.#lanes.add(method, channel ?? null, errand);
  }
}

/** The error for a refusal that the caller has no use for: a scope is missing, or what we sent is wrong. */
export function refused(method: Method, { error, detail }: Extract<SlackResponse, { ok: false }>): SlackRefused {
  const why = detail === '' ? error : `${error}: ${detail}`;
  if (verdictOf(error) === 'no scope') {
    return new SlackRefused(
      'slack-scope',
      `${method} needs a scope that the app has not got (${why}). Install it again from the manifest.`,
    );
  }
  return new SlackRefused('bug-slack-refused', `${method}: Slack answered ${why}.`);
}
