import type { IContextFetchingStrategy, SessionInfo } from '@discordjs/ws';
import { gatewayIntents, grantedIntents } from '../intents.ts';
import { createFindGateway } from './find-gateway.ts';
import { pause } from './pause.ts';

export interface SessionParts {
  connection: {
    token: string;
    apiUrl: URL;
    /** A test's own: milliseconds between two sessions that are begun. */
    identifyEvery?: number;
  };
  /** The intents that the application has been granted. */
  grantedIntents(): Promise<number>;
}

/** What a connection is opened with: the gateway's address and the intents among it. */
type Options = IContextFetchingStrategy['options'];

/** Milliseconds. One identify in 5 s, for bots that are not huge (gateway, `max_concurrency`). */
const usualIdentifyEvery = 5_000;

/** After so many failed connections in a row, the session is resumed at the gateway's usual address: its own may be gone. */
const mostFailures = 3;

/** Our session with Discord. It outlives a connection: the next one resumes it if Discord still knows it, and begins another if not. */
export class Session {
  readonly #parts: SessionParts;
  readonly #findGateway: ReturnType<typeof createFindGateway>;
  #gateway: Options | null = null;
  #info: SessionInfo | null = null;
  #intents = 0;
  /** Discord has refused intents that the application's flags allow. */
  #isRefused = false;
  #begunAt = -Infinity;

  constructor(parts: SessionParts) {
    this.#parts = parts;
    this.#findGateway = createFindGateway(parts.connection);
  }

  /** Whether Discord sends us what people write. */
  get readsWords(): boolean {
    return (this.#intents & gatewayIntents.MessageContent.bit) !== 0;
  }

  /** For the next connection. `failures`: how many connections have failed in a row before it. */
  async strategy(failures: number, stopping: AbortSignal): Promise<IContextFetchingStrategy> {
    const options = await this.#options(stopping);
    if (this.#info !== null && failures >= mostFailures) {
      this.#info = { ...this.#info, resumeURL: options.gatewayInformation.url };
    }
    return {
      options,
      retrieveSessionInfo: () => this.#info,
      // The library forgets it with each connection that ends; `ended` decides that.
      updateSessionInfo: (_, info) => void (this.#info = info ?? this.#info),
      waitForIdentify: async () => undefined,
    };
  }

  /** A session that is resumed keeps its address and its intents. */
  async #options(stopping: AbortSignal): Promise<Options> {
    if (this.#info !== null && this.#gateway !== null) return { ...this.#gateway, intents: this.#intents };
    const { identifyEvery = usualIdentifyEvery } = this.#parts.connection;
    await pause(this.#begunAt + identifyEvery - performance.now(), stopping);
    this.#gateway = await this.#findGateway();
    this.#intents = this.#isRefused ? grantedIntents(0) : await this.#parts.grantedIntents();
    this.#begunAt = performance.now();
    return { ...this.#gateway, intents: this.#intents };
  }

  /** Discord has accepted it, with these intents. */
  accepted(): void {
    this.#isRefused = false;
  }

  /** Discord refuses our intents (4014). True: the next session is begun without the privileged ones; false: it was begun without them. */
  doWithoutIntents(): boolean {
    const isNew = !this.#isRefused;
    this.#isRefused = true;
    return isNew;
  }

  /** It can't be resumed. */
  end(): void {
    this.#info = null;
  }
}
