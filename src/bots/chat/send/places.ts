import type { Lost } from '../../../core/cards/surface.ts';
import { ways } from '../../../core/troubles.ts';
import type { Clock } from './clock.ts';
import type { Troubled } from './troubled.ts';

/** How long a dead place is left alone before it is tried again, in milliseconds. */
const restFor = 5 * 60_000;
const mostKept = 1_000;

interface PlacesParts {
  clock: Clock;
  troubled: Troubled;
  /** What people read of it; `channel` as they know it, where that is known. */
  words: (channel: string, code: string) => { what: string; remedy: string };
  /** A channel's name; null where the platform doesn't tell. */
  nameOf: (channel: string) => Promise<string | null>;
  /** What a sign of life from there disproves: not that we may not post there. */
  silentOnes: readonly string[];
}

/** Channels that take nothing: told once, left alone, tried again after a while (R6, R7). */
export class Places {
  readonly #parts: PlacesParts;
  readonly #dead = new Map<string, { code: string; until: number; label: string }>();

  constructor(parts: PlacesParts) {
    this.#parts = parts;
  }

  /**
   * Null: nothing is known against it. Memory alone never says so: another process may have heard from there, and what is lost after
   * that is brought back by nobody.
   */
  async dead(channel: string): Promise<Lost | null> {
    const known = this.#dead.get(channel);
    if (!known || known.until <= this.#parts.clock.now()) return null;
    if (await this.#parts.troubled.stands(channel)) return this.#lost(known.label, known.code);
    this.#dead.delete(channel);
    return null;
  }

  async dies(channel: string, code: string): Promise<Lost> {
    const [oldest] = this.#dead.keys();
    if (this.#dead.size >= mostKept && oldest !== undefined) this.#dead.delete(oldest);
    const label = await this.#labelOf(channel);
    this.#dead.set(channel, { code, until: this.#parts.clock.now() + restFor, label });
    await this.#parts.troubled.tell({ channel, code, ...this.#parts.words(label, code) });
    return this.#lost(label, code);
  }

  async works(channel: string): Promise<void> {
    this.#dead.delete(channel);
    await this.#parts.troubled.works(channel);
  }

  async heardFrom(channel: string): Promise<void> {
    if (this.#parts.silentOnes.includes(this.#dead.get(channel)?.code ?? '')) this.#dead.delete(channel);
    await this.#parts.troubled.works(channel, this.#parts.silentOnes);
  }

  /** What may have mended it was changed, there or (null) for all of them: each is tried anew. Rejects where nobody knows which. */
  async changed(channels: readonly string[] | null): Promise<void> {
    const troubled = await this.#parts.troubled.channels();
    for (const one of troubled.filter((it) => channels?.includes(it) ?? !isWay(it))) {
      this.#dead.delete(one);
      await this.#parts.troubled.over(one);
    }
  }

  /** By its name people know it, by its id the project file does. */
  async #labelOf(channel: string): Promise<string> {
    const name = await this.#parts.nameOf(channel).catch(() => null);
    return name === null || name === '' ? channel : `#${name} (${channel})`;
  }

  #lost(label: string, code: string): Lost {
    const { what, remedy } = this.#parts.words(label, code);
    return { lost: `${what} ${remedy} (${code})` };
  }
}

const isWay = (channel: string): boolean => ways.some((way) => way === channel);
