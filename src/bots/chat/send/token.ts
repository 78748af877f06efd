import type { Clock } from './clock.ts';
import { DeadToken } from './errors.ts';
import type { Troubled } from './troubled.ts';

/** How often, in milliseconds, a refused token is tried again. It seldom becomes valid: a new one comes with a restart. */
const probeEvery = 5 * 60_000;

interface TokenParts {
  clock: Clock;
  troubled: Troubled;
  /** A call that only checks the token: rejects with a `DeadToken` when the platform refuses it. */
  probe: () => Promise<unknown>;
  /** Rejects every call that waits. */
  onDeath: (error: Error) => void;
  outage: (said: string) => Error;
  /** What people read about it. */
  words: (said: string) => { what: string; remedy: string };
}

/** Prevents loops of 401s (R6): once the platform has refused the token, nothing is sent with it except a probe now and then. */
export class Token {
  readonly #parts: TokenParts;
  #dead: { said: string; probeAt: number } | null = null;
  #isProven = false;

  constructor(parts: TokenParts) {
    this.#parts = parts;
  }

  /** Rejects while the token is refused; the first caller after a probe is due makes the probe. */
  async check(): Promise<void> {
    if (!this.#dead) return;
    const { clock, outage, probe } = this.#parts;
    if (clock.now() < this.#dead.probeAt) throw outage(this.#dead.said);
    this.#dead.probeAt = clock.now() + probeEvery;
    await this.with(probe);
  }

  /** Makes one call with the token. A refusal stops all further calls. */
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
