import { setTimeout as sleep } from 'node:timers/promises';
import type { Surface } from '../../core/cards/surface.ts';
import type { Log } from '../log.ts';

/**
 * This many different sends in a row have to fail before the surface counts as away: one card that is never accepted is no outage, and
 * must not hold up the others (R9).
 */
const enough = 3;

interface ReachParts {
  surface: string;
  /** Milliseconds between two tries while it is away. */
  probe: number;
  /** Aborted when the process stops: then nobody waits any longer. */
  ending: AbortSignal;
  log: Log;
}

/**
 * Whether a surface can be reached, as far as this process has seen. While it is away, one of the jobs that are due there is tried at a time, at
 * intervals. The others wait, before they have drawn anything and without using up their tries, and go on as soon as one has succeeded. So after
 * an outage of any length all go on at once, each with its newest card, and during it the platform gets one call a second (R6).
 */
export class Reach {
  readonly #failed = new Set<string>();
  #line: Promise<unknown> = Promise.resolve();

  constructor(private readonly parts: ReachParts) {}

  get isAway(): boolean {
    return this.#failed.size >= enough;
  }

  /** Does the job once the surface can be reached. The caller must not hold anything that another job needs. */
  async through(job: () => Promise<void>): Promise<void> {
    while (this.isAway) {
      const turn = this.#line.then(() => this.#probe(job));
      // Whoever takes this turn hears of its failure below; the next in line only waits for it.
      this.#line = turn.catch(() => undefined);
      if (await turn) return;
    }
    return job();
  }

  /** Tries the job. False if the surface is still away, or another job has succeeded meanwhile. */
  async #probe(job: () => Promise<void>): Promise<boolean> {
    const { probe, ending } = this.parts;
    if (!this.isAway) return false;
    await sleep(probe, undefined, { signal: ending });
    // Why a probe fails, its sends have told: the surface is away.
    return job().then(
      () => true,
      () => false,
    );
  }

  /** Passes on the result of a send, and notes whether it succeeded. `key` names what is sent. */
  async watch<T>(key: string, send: Promise<T>): Promise<T> {
    try {
      const got = await send;
      this.#note(() => this.#failed.clear(), null);
      return got;
    } catch (error) {
      if (!isOwnPace(error)) this.#note(() => this.#failed.add(key), error);
      throw error;
    }
  }

  #note(change: () => void, error: unknown): void {
    const { surface, log } = this.parts;
    const before = this.isAway;
    change();
    if (this.isAway && !before)
      log.warn({ surface, err: error }, 'A surface takes nothing: now and then one card tries it.');
    if (before && !this.isAway) log.info({ surface }, 'A surface takes cards again.');
  }
}

/** A bot that waits for its platform's rate limit rejects with a code that ends in `-busy`: that is no sign of an outage. */
const isOwnPace = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.endsWith('-busy');

/** The same surface; what comes of each send is noted. */
export const watched = (surface: Surface, reach: Reach): Surface => ({
  name: surface.name,
  post: (at, card, key) => reach.watch(key, surface.post(at, card, key)),
  update: (ref, card) => reach.watch(ref.message, surface.update(ref, card)),
  say: (at, words, key) => reach.watch(key, surface.say(at, words, key)),
  reword: (ref, words, revision) => reach.watch(ref.message, surface.reword(ref, words, revision)),
  find: (at, key) => reach.watch(key, surface.find(at, key)),
  tell: (account, at, text) => surface.tell(account, at, text),
});
