import type { Clock } from './clock.ts';
import { DeadToken } from './errors.ts';
import type { Troubled } from './troubled.ts';

/** How often a dead token is tried, in milliseconds. It seldom comes back: a new one comes with a restart. */
const probeEvery = 5 * 60_000;

interface TokenParts {
  clock: Clock;
  troubled: Troubled;
  /** A call that does nothing but tell whether the token is good: rejects with a `DeadToken` where it is not. */
  probe: () => Promise<unknown>;
  /** Sends everybody away who waits. */
  onDeath: (error: Error) => void;
  outage: (said: string) => Error;
  /** What people read of it. */
  words: (said: string) => { what: string; remedy: string };
}

/** No loop of 401s (R6): once the platform has refused the token nothing is sent with it, but a probe now and then. */
export class Token {
  readonly #parts: TokenParts;
  #dead: { said: string; probeAt: number } | null = null;
  #isProven = false;

  constructor(parts: TokenParts) {
    this.#parts = parts;
  }

  /** Rejects while it is dead; the first who comes when a probe is due makes it. */
  async check(): Promise<void> {
    if (!this.#dead) return;
    const { clock, outage, probe } = this.#parts;
    if (clock.now() < this.#dead.probeAt) throw outage(this.#dead.said);
    this.#dead.probeAt = clock.now() + probeEvery;
    await this.with(probe);
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
      throw this.#parts.outage(error.said);
    }
  }

  async #lives(): Promise<void> {
    this.#dead = null;
    this.#isProven = true;
    await this.#parts.troubled.works(null);
  }

  async #dies(said: string): Promise<void> {
    const { clock, troubled, onDeath, outage, words } = this.#parts;
    const isNews = this.#dead === null;
    this.#dead = { said, probeAt: this.#dead?.probeAt ?? clock.now() + probeEvery };
    if (!isNews) return;
    onDeath(outage(said));
    await troubled.tell({ channel: null, code: said, ...words(said) });
  }
}
