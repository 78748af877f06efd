import type { Json } from '../world/message.ts';
import type { World } from '../world/world.ts';
import type { Attempt, Delivery, DeliveryKind, Retry } from './delivery.ts';
import { tryHttp } from './http.ts';
import type { Sockets } from './sockets.ts';

export interface CourierTimes {
  ackWithin: number;
  retries: number[];
}

const notTried: Attempt = { at: 0, acknowledgedAfter: null, failure: 'not_tried', response: null, noRetry: false };

/** Slack's names: https://docs.slack.dev/apis/events-api/#error-handling */
const reasonOf = (failure: string): string => (/^http_\d/.test(failure) ? 'http_error' : failure);

/** Brings deliveries to the app: over a socket, or signed to its request URL; events again when they are not acknowledged. */
export class Courier {
  readonly sent: Delivery[] = [];
  readonly #timers = new Set<NodeJS.Timeout>();
  #isClosed = false;

  constructor(
    private readonly world: World,
    private readonly sockets: Sockets,
    private readonly times: CourierTimes,
  ) {}

  send(kind: DeliveryKind, what: string, payload: Json): Delivery {
    const known = { kind, what, payload, attempts: [] };
    const delivery: Delivery = Object.assign(known, { first: Promise.resolve(notTried), done: Promise.resolve() });
    this.sent.push(delivery);
    delivery.first = this.#attempt(delivery, null);
    delivery.done = delivery.first.then(async ({ failure }) => {
      if (kind === 'events_api' && failure !== null) await this.#repeat(delivery);
    });
    return delivery;
  }

  /** The same once more, as after an acknowledgement that never arrived. */
  async again(delivery: Delivery): Promise<Attempt> {
    return this.#attempt(delivery, { number: delivery.attempts.length, reason: 'timeout' });
  }

  async #attempt(delivery: Delivery, retry: Retry | null): Promise<Attempt> {
    const attempt = await this.#try(delivery, retry);
    delivery.attempts.push(attempt);
    this.world.changed();
    return attempt;
  }

  async #try(delivery: Delivery, retry: Retry | null): Promise<Attempt> {
    const { app, clock } = this.world;
    const within = this.times.ackWithin;
    if (app.socketMode) return this.sockets.attempt(delivery, retry, within);
    if (app.requestUrl !== null) {
      return tryHttp(delivery, retry, { url: app.requestUrl, secret: app.signingSecret, now: clock.now(), within });
    }
    return { at: clock.now(), acknowledgedAfter: null, failure: 'no_request_url', response: null, noRetry: true };
  }

  async #repeat(delivery: Delivery): Promise<void> {
    for (const [index, delay] of this.times.retries.entries()) {
      const last = delivery.attempts.at(-1);
      if (this.#isClosed || last === undefined || last.failure === null || last.noRetry) return;
      await this.#wait(delay);
      if (!this.#isClosed) await this.#attempt(delivery, { number: index + 1, reason: reasonOf(last.failure) });
    }
  }

  #wait(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.#timers.delete(timer);
        resolve();
      }, milliseconds);
      timer.unref();
      this.#timers.add(timer);
    });
  }

  close(): void {
    this.#isClosed = true;
    for (const timer of this.#timers) clearTimeout(timer);
  }
}
