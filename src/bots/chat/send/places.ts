import type { Lost } from '../../../core/cards/surface.ts';
import { ways } from '../../../core/troubles.ts';
import type { Clock } from './clock.ts';
import type { Troubled } from './troubled.ts';

/** How long, in milliseconds, a channel that failed is left alone before it is tried again. */
const restFor = 5 * 60_000;
const mostKept = 1_000;

interface PlacesParts {
  clock: Clock;
  troubled: Troubled;
  /** What people read about it. `channel` is its name where that is known, else its id. */
  words: (channel: string, code: string) => { what: string; remedy: string };
  /** A channel's name; null where the platform doesn't say. */
  nameOf: (channel: string) => Promise<string | null>;
  /** The codes that hearing from a channel disproves. It doesn't disprove that we lack the right to post. */
  silentOnes: readonly string[];
}

/** Channels that nothing can be posted to: reported once, left alone, and tried again after a while (R6, R7). */
export class Places {
  readonly #parts: PlacesParts;
  readonly #dead = new Map<string, { code: string; until: number; label: string }>();

  constructor(parts: PlacesParts) {
    this.#parts = parts;
  }

  /**
   * Why nothing can be posted there now; null when nothing is known against it. The database is always asked too: another process
   * may have heard from the channel since, and a message that is dropped after that is never sent again.
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

  /** Something changed that may have mended these channels, or (null) all: each is tried again. Rejects when the database is away. */
  async changed(channels: readonly string[] | null): Promise<void> {
    const troubled = await this.#parts.troubled.channels();
    for (const one of troubled.filter((it) => channels?.includes(it) ?? !isWay(it))) {
      this.#dead.delete(one);
      await this.#parts.troubled.over(one);
    }
  }

  /** Both name and id: people know the name, and the project file has the id. */
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
