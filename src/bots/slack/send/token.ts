import type { Clock } from './clock.ts';
import { SlackOutage } from './errors.ts';
import type { Troubled } from './troubled.ts';
import { DeadToken, type Ask } from './web.ts';
import { troubleWords } from './words.ts';

/** How often a dead token is tried, in milliseconds. It seldom comes back: a new one comes with a restart. */
const probeEvery = 5 * 60_000;

/** No loop of 401s (R6): once Slack has refused the token nothing is sent with it, but a probe now and then. */
export class Token {
  readonly #ask: Ask;
  readonly #clock: Clock;
  readonly #troubled: Troubled;
  readonly #onDeath: (error: Error) => void;
  #dead: { said: string; probeAt: number } | null = null;
  #isProven = false;

  /** `onDeath` sends everybody away who waits. */
  constructor(parts: { ask: Ask; clock: Clock; troubled: Troubled; onDeath: (error: Error) => void }) {
    this.#ask = parts.ask;
    this.#clock = parts.clock;
    this.#troubled = parts.troubled;
    this.#onDeath = parts.onDeath;
  }

  /** Rejects while it is dead; the first who comes when a probe is due makes it. */
  async check(): Promise<void> {
    if (!this.#dead) return;
    if (this.#clock.now() < this.#dead.probeAt) throw this.#outage(this.#dead.said);
    this.#dead.probeAt = this.#clock.now() + probeEvery;
    await this.with(() => this.#ask('auth.test', {}));
  }

  /** One call with the token: its end decides whether there is another. */
  async with<T>(call: () => Promise<T>): Promise<T> {
    try {
      const answer = await call();
      if (this.#dead !== null || !this.#isProven) await this.#lives();
      return answer;
    } catch (error) {
      if (!(error instanceof DeadToken)) throw error;
      await this.#dies(error.said);
      throw this.#outage(error.said);
    }
  }

  async #lives(): Promise<void> {
    this.#dead = null;
    this.#isProven = true;
    await this.#troubled.works(null);
  }

  async #dies(said: string): Promise<void> {
    const isNews = this.#dead === null;
    this.#dead = { said, probeAt: this.#dead?.probeAt ?? this.#clock.now() + probeEvery };
    if (!isNews) return;
    this.#onDeath(this.#outage(said));
    await this.#troubled.tell({ channel: null, code: said, ...troubleWords.token(said) });
  }

  #outage(said: string): SlackOutage {
    return new SlackOutage('slack-token', `Slack refuses the bot token (${said}): nothing is sent until it is mended.`);
  }
}
