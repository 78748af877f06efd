import type { Arrivals } from '../../../src/core/arrivals.ts';

/** Arrivals whose time is over when a test says so. */
export class LapsingArrivals implements Arrivals {
  hasLapsed = false;
  readonly unfinished = new Set<string>();
  readonly #kept: Arrivals;

  constructor(kept: Arrivals) {
    this.#kept = kept;
  }

  async keep(...of: Parameters<Arrivals['keep']>): ReturnType<Arrivals['keep']> {
    const was = await this.#kept.keep(...of);
    if (was === 'new') this.unfinished.add(of[0].key);
    return was;
  }

  hold(...of: Parameters<Arrivals['hold']>): Promise<void> {
    return this.#kept.hold(...of);
  }

  async done(key: string): Promise<void> {
    await this.#kept.done(key);
    this.unfinished.delete(key);
  }

  async forget(key: string): Promise<void> {
    await this.#kept.forget(key);
    this.unfinished.delete(key);
  }

  left(...[surface, now, until, limit]: Parameters<Arrivals['left']>): ReturnType<Arrivals['left']> {
    return this.#kept.left(surface, this.hasLapsed ? new Date(8e12) : now, until, limit);
  }
}
