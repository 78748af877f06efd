import { WebSocketShardEvents } from '@discordjs/ws';
import type { Log } from '../../chat/log.ts';
import { within } from '../../chat/within.ts';
import { type Dispatch, dispatchIn } from './dispatch.ts';
import { lastingFault } from './ends.ts';
import { isDeadToken, NoSessionsLeft } from './find-gateway.ts';
import { pause } from './pause.ts';
import { Session, type SessionParts } from './session.ts';
import { type End, Shard } from './shard.ts';

export interface GatewayParts extends SessionParts {
  hear(dispatch: Dispatch): void;
  /** Why nothing, or not everything, comes from Discord; null: everything comes. */
  onChange: (fault: string | null) => void;
  log: Log;
}

/** Milliseconds. */
const waits = {
  /** From the opening of a socket to READY or RESUMED. */
  greeting: 30_000,
  /** After the first failure, doubling: nobody asks again and again in vain. */
  first: 500,
  longest: 30_000,
  /** A connection that ends sooner counts as failed: the next is not opened at once. */
  lasting: 10_000,
  /** Where somebody has to mend something first: 144 of the 1,000 sessions that may be begun in a day (gateway, identifying). */
  hopeless: 10 * 60_000,
};

/** What came of a connection. */
interface Connected {
  lasted: boolean;
  /** Milliseconds until the next, at least. */
  retryAfter: number;
}

const failed = (retryAfter = 0): Connected => ({ lasted: false, retryAfter });

/** One connection to the gateway after the other, until this process stops. */
export class Connections {
  readonly #parts: GatewayParts;
  readonly #stopping: AbortSignal;
  readonly #session: Session;
  /** How many have failed in a row. */
  #failures = 0;

  constructor(parts: GatewayParts, stopping: AbortSignal) {
    this.#parts = parts;
    this.#stopping = stopping;
    this.#session = new Session(parts);
  }

  async keep(): Promise<void> {
    while (!this.#stopping.aborted) {
      const { lasted, retryAfter } = await this.#connect().catch((error: unknown) => this.#notOpened(error));
      this.#failures = lasted ? 0 : this.#failures + 1;
      const backoff = lasted ? 0 : Math.min(waits.first * 2 ** (this.#failures - 1), waits.longest);
      await pause(Math.max(backoff, retryAfter), this.#stopping);
    }
  }

  /** One connection from its beginning to its end. */
  async #connect(): Promise<Connected> {
    const shard = await this.#shard();
    if (this.#stopping.aborted) return failed();
    const stop = (): void => void shard.destroy();
    this.#stopping.addEventListener('abort', stop, { once: true });
    try {
      shard.connect().catch(() => undefined);
      const begun = Promise.race([shard.ready.then(() => true), shard.over.then(() => false)]);
      if (await within(waits.greeting, begun)) return await this.#live(shard);
      void shard.destroy();
      return this.#ended(await this.#endOf(shard));
    } finally {
      this.#stopping.removeEventListener('abort', stop);
      stop();
    }
  }

  async #shard(): Promise<Shard> {
    const strategy = await this.#session.strategy(this.#failures, this.#stopping);
    const shard = new Shard(strategy, () =>
      this.#parts.log.warn({}, 'Discord sent what can not be read. It changes nothing.'),
    );
    shard.on(WebSocketShardEvents.Dispatch, ({ data }) => {
      const dispatch = dispatchIn(data);
      if (dispatch !== null) this.#parts.hear(dispatch);
    });
    return shard;
  }

  async #live(shard: Shard): Promise<Connected> {
    const since = performance.now();
    const { log, onChange } = this.#parts;
    const { readsWords } = this.#session;
    this.#session.accepted();
    onChange(readsWords ? null : 'no_message_content');
    log.info({ readsWords }, 'Discord has greeted us.');
    const end = await this.#endOf(shard);
    if (this.#stopping.aborted) return failed();
    log.info(end, 'The connection to Discord is over. It is opened anew.');
    return lastingFault(end.code) === null
      ? { lasted: performance.now() - since >= waits.lasting, retryAfter: 0 }
      : this.#ended(end);
  }

  async #endOf(shard: Shard): Promise<End> {
    const end = await shard.over;
    if (!end.mayResume) this.#session.end();
    return end;
  }

  /** For a connection that never began to live, or that ended with a fault which no second try mends. */
  #ended({ code }: End): Connected {
    const fault = lastingFault(code);
    if (fault === 'disallowed_intents' && this.#session.doWithoutIntents()) {
      this.#parts.log.warn({}, 'Discord refuses an intent that the application is said to have. It is done without.');
      return failed();
    }
    if (fault !== null) return this.#hopeless(fault);
    this.#tellIfAgain(`closed_${code}`);
    return failed();
  }

  /** For a connection that could not even be tried. */
  #notOpened(error: unknown): Connected {
    if (this.#stopping.aborted) return failed();
    this.#parts.log.warn({ err: error }, "Discord's gateway could not be opened. It is tried again.");
    if (error instanceof NoSessionsLeft) return this.#hopeless('no_sessions_left', error.retryAfter);
    if (isDeadToken(error)) return this.#hopeless('authentication_failed');
    this.#tellIfAgain('unreachable');
    return failed();
  }

  #hopeless(fault: string, retryAfter = waits.hopeless): Connected {
    this.#parts.onChange(fault);
    return failed(retryAfter);
  }

  /** Not at the first failure, which is over before anybody has read of it. */
  #tellIfAgain(fault: string): void {
    if (this.#failures > 0) this.#parts.onChange(fault);
  }
}
