import { setTimeout as sleep } from 'node:timers/promises';
import { type IContextFetchingStrategy, type SessionInfo, WebSocketShardEvents } from '@discordjs/ws';
import type { Log } from '../../chat/log.ts';
import { within } from '../../chat/within.ts';
import { gatewayIntents, grantedIntents } from '../intents.ts';
import { type Dispatch, dispatchIn } from './dispatch.ts';
import { lastingFault } from './ends.ts';
import { createEntry, isDeadToken, NoSessionsLeft } from './entry.ts';
import { type End, Shard } from './shard.ts';

export interface GatewayParts {
  connection: {
    token: string;
    apiUrl: URL;
    /** A test's own: milliseconds between two sessions that are begun. */
    identifyEvery?: number;
  };
  /** Those that the application has been granted. */
  grantedIntents(): Promise<number>;
  hear(dispatch: Dispatch): void;
  /** What keeps things from coming; null: all of them come. */
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
  /** A connection that lasts no longer was none: the next is not opened at once. */
  lasting: 10_000,
  /** Where somebody has to mend something first: 144 of the 1,000 sessions that may be begun in a day (gateway, identifying). */
  hopeless: 10 * 60_000,
  /** One identify in 5 s, for bots that are not huge (gateway, `max_concurrency`). */
  identifyEvery: 5_000,
};

/** After so many failures the session is resumed where new ones are begun: the address that it came with may be gone. */
const failuresOfAddress = 3;

/** What came of a connection. */
interface Connected {
  lasted: boolean;
  /** Milliseconds until the next, at least. */
  retryAfter: number;
}

const failed = (retryAfter = 0): Connected => ({ lasted: false, retryAfter });

/** One connection after the other; the session goes on over the next, where Discord still knows it. */
export class Connections {
  readonly #parts: GatewayParts;
  readonly #stopping: AbortSignal;
  readonly #addressOfGateway: ReturnType<typeof createEntry>;
  #address: IContextFetchingStrategy['options'] | null = null;
  #session: SessionInfo | null = null;
  #intents = 0;
  /** Discord has refused intents that the application's flags allow. */
  #isRefused = false;
  #begunAt = -Infinity;
  #failures = 0;

  constructor(parts: GatewayParts, stopping: AbortSignal) {
    this.#parts = parts;
    this.#stopping = stopping;
    this.#addressOfGateway = createEntry(parts.connection);
  }

  async keep(): Promise<void> {
    while (!this.#stopping.aborted) {
      const { lasted, retryAfter } = await this.#connect().catch((error: unknown) => this.#notOpened(error));
      this.#failures = lasted ? 0 : this.#failures + 1;
      const backoff = lasted ? 0 : Math.min(waits.first * 2 ** (this.#failures - 1), waits.longest);
      await this.#pause(Math.max(backoff, retryAfter));
    }
  }

  #pause(milliseconds: number): Promise<void> {
    if (milliseconds <= 0 || this.#stopping.aborted) return Promise.resolve();
    return sleep(milliseconds, undefined, { signal: this.#stopping, ref: false }).catch(() => undefined);
  }

  /** One connection from its beginning to its end. */
  async #connect(): Promise<Connected> {
    const address = await this.#prepare();
    if (this.#stopping.aborted) return failed();
    const shard = this.#shardAt(address);
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

  /** A session that goes on needs no address and no intents: it has its own. */
  async #prepare(): Promise<IContextFetchingStrategy['options']> {
    if (this.#session !== null && this.#address !== null) return { ...this.#address, intents: this.#intents };
    await this.#pause(
      this.#begunAt + (this.#parts.connection.identifyEvery ?? waits.identifyEvery) - performance.now(),
    );
    this.#address = await this.#addressOfGateway();
    this.#intents = this.#isRefused ? grantedIntents(0) : await this.#parts.grantedIntents();
    this.#begunAt = performance.now();
    return { ...this.#address, intents: this.#intents };
  }

  #shardAt(options: IContextFetchingStrategy['options']): Shard {
    if (this.#session !== null && this.#failures >= failuresOfAddress) {
      this.#session = { ...this.#session, resumeURL: options.gatewayInformation.url };
    }
    const strategy: IContextFetchingStrategy = {
      options,
      retrieveSessionInfo: () => this.#session,
      // When it is over, the end says.
      updateSessionInfo: (_, session) => void (this.#session = session ?? this.#session),
      waitForIdentify: async () => undefined,
    };
    const shard = new Shard(strategy, () =>
      this.#parts.log.warn({}, 'Discord sent what can not be read. It changes nothing.'),
    );
    shard.on(WebSocketShardEvents.Dispatch, ({ data }) => this.#hear(data));
    return shard;
  }

  #hear(data: unknown): void {
    const dispatch = dispatchIn(data);
    if (dispatch !== null) this.#parts.hear(dispatch);
  }

  async #live(shard: Shard): Promise<Connected> {
    const since = performance.now();
    this.#isRefused = false;
    const { log, onChange } = this.#parts;
    const readsWords = (this.#intents & gatewayIntents.MessageContent.bit) !== 0;
    onChange(readsWords ? null : 'no_message_content');
    log.info({ readsWords }, 'Discord has greeted us.');
    const end = await this.#endOf(shard);
    if (this.#stopping.aborted) return failed();
    log.info(end, 'The connection to Discord is over. It is opened anew.');
    return lastingFault(end.code) === null
      ? { lasted: performance.now() - since >= waits.lasting, retryAfter: 0 }
      : this.#ended(end);
  }

  /** What its end says, where that is more than that it is over. */
  #ended({ code }: End): Connected {
    const fault = lastingFault(code);
    if (fault === 'disallowed_intents' && !this.#isRefused) {
      this.#isRefused = true;
      this.#parts.log.warn({}, 'Discord refuses an intent that the application is said to have. It is done without.');
      return failed();
    }
    if (fault !== null) return this.#hopeless(fault);
    this.#tellOnceMore(`closed_${code}`);
    return failed();
  }

  /** No connection could even be tried. */
  #notOpened(error: unknown): Connected {
    if (this.#stopping.aborted) return failed();
    this.#parts.log.warn({ err: error }, "Discord's gateway could not be opened. It is tried again.");
    if (error instanceof NoSessionsLeft) return this.#hopeless('no_sessions_left', error.retryAfter);
    if (isDeadToken(error)) return this.#hopeless('authentication_failed');
    this.#tellOnceMore('unreachable');
    return failed();
  }

  #hopeless(fault: string, retryAfter = waits.hopeless): Connected {
    this.#parts.onChange(fault);
    return failed(retryAfter);
  }

  /** A hiccup is over before anybody has read of it. */
  #tellOnceMore(fault: string): void {
    if (this.#failures > 0) this.#parts.onChange(fault);
  }

  async #endOf(shard: Shard): Promise<End> {
    const end = await shard.over;
    if (!end.mayResume) this.#session = null;
    return end;
  }
}
