import type { Trouble, Troubles } from '../../../core/troubles.ts';

/** A pino logger is one. */
export interface Log {
  warn(facts: object, message: string): void;
}

/** How often it is read which troubles stand, in milliseconds: another process may have told them. */
const readEvery = 60_000;

/** Slack's troubles, told to whoever looks elsewhere. A database that is away changes nothing for Slack: it is told again. */
export class Troubled {
  readonly #troubles: Troubles;
  readonly #log: Log;
  readonly #now: () => number;
  /** Their codes by channel. */
  #known = new Map<string | null, string>();
  #readAt = -Infinity;

  constructor(troubles: Troubles, log: Log, now: () => number) {
    this.#troubles = troubles;
    this.#log = log;
    this.#now = now;
  }

  async tell(trouble: Omit<Trouble, 'surface' | 'since'>): Promise<void> {
    const { channel, code } = trouble;
    this.#known.set(channel, code);
    this.#log.warn({ channel, code }, trouble.what);
    await this.#through(() => this.#troubles.tell({ ...trouble, surface: 'slack', since: new Date() }));
  }

  /** It worked there just now (null: at all), whatever was wrong or one of these. Nearly always nothing was, and nothing is written. */
  async works(channel: string | null, disproved?: readonly string[]): Promise<void> {
    if (this.#now() - this.#readAt >= readEvery) await this.#read();
    const code = this.#known.get(channel);
    if (code === undefined || disproved?.includes(code) === false) return;
    this.#known.delete(channel);
    await this.#through(() => this.#troubles.over('slack', channel));
  }

  async #read(): Promise<void> {
    this.#readAt = this.#now();
    await this.#through(async () => {
      const all = await this.#troubles.all();
      const ours = all.filter(({ surface }) => surface === 'slack');
      this.#known = new Map(ours.map(({ channel, code }) => [channel, code]));
    });
  }

  async #through(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#readAt = -Infinity;
      this.#log.warn({ err: error }, 'The troubles of Slack could not be kept; the next call tries again.');
    }
  }
}
