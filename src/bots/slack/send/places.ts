import type { Lost } from '../../../core/cards/surface.ts';
import type { Clock } from './clock.ts';
import type { Troubled } from './troubled.ts';
import { troubleWords } from './words.ts';

/** How long a dead place is left alone before it is tried again, in milliseconds. */
const restFor = 5 * 60_000;
const mostKept = 1_000;
/** What a sign of life from there disproves: not that we may not post there. */
const silentOnes = ['channel_not_found', 'is_archived', 'not_in_channel'];

/** Channels that take nothing: told once, left alone, tried again after a while (R6, R7). */
export class Places {
  readonly #clock: Clock;
  readonly #troubled: Troubled;
  readonly #dead = new Map<string, { code: string; until: number }>();

  constructor(clock: Clock, troubled: Troubled) {
    this.#clock = clock;
    this.#troubled = troubled;
  }

  /**
   * Null: nothing is known against it. Memory alone never says so: another process may have heard from there, and what is lost after
   * that is brought back by nobody.
   */
  async dead(channel: string): Promise<Lost | null> {
    const known = this.#dead.get(channel);
    if (!known || known.until <= this.#clock.now()) return null;
    if (await this.#troubled.stands(channel)) return lostOf(channel, known.code);
    this.#dead.delete(channel);
    return null;
  }

  async dies(channel: string, code: string): Promise<Lost> {
    const [oldest] = this.#dead.keys();
    if (this.#dead.size >= mostKept && oldest !== undefined) this.#dead.delete(oldest);
    this.#dead.set(channel, { code, until: this.#clock.now() + restFor });
    await this.#troubled.tell({ channel, code, ...troubleWords.place(channel, code) });
    return lostOf(channel, code);
  }

  async works(channel: string): Promise<void> {
    this.#dead.delete(channel);
    await this.#troubled.works(channel);
  }

  async heardFrom(channel: string): Promise<void> {
    if (silentOnes.includes(this.#dead.get(channel)?.code ?? '')) this.#dead.delete(channel);
    await this.#troubled.works(channel, silentOnes);
  }
}

const lostOf = (channel: string, code: string): Lost => ({
  lost: `${troubleWords.place(channel, code).what} (${code})`,
});
