import { sql } from 'drizzle-orm';
import { createArrivals } from '../../../db/arrivals.ts';
import type { Client } from '../../../db/client.ts';
import type { Arrivals } from '../../../src/core/arrivals.ts';

/** Arrivals whose time is over when somebody looks for those that were left. */
export function lapsedArrivals(client: Client): Arrivals {
  const kept = createArrivals(client);
  const lapse = () => client.db.execute(sql`update arrivals set held_until = now() where done_at is null`);
  return { ...kept, left: async (...of) => (await lapse(), kept.left(...of)) };
}

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

  isDue(...of: Parameters<Arrivals['isDue']>): Promise<boolean> {
    return this.#kept.isDue(...of);
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

  async left(...of: Parameters<Arrivals['left']>): ReturnType<Arrivals['left']> {
    if (this.hasLapsed) await this.#kept.hold([...this.unfinished], 0);
    return this.#kept.left(...of);
  }
}
