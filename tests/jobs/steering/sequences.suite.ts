import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase } from '../../setup/database.ts';
import { House } from './house.ts';
import { asItIs } from './program.ts';
import { search } from './search.ts';

/** The search, as long as there is time for it. */
export function holdLaws(sequences: number, longest: number): void {
  const database = freshDatabase();
  let house: House;
  beforeAll(async () => {
    house = await House.open(database.url);
  });
  afterAll(() => house.close());

  test(
    `no law of steering breaks in ${sequences} random sequences through the real stores and a real worker`,
    { timeout: 3_600_000 },
    async () => {
      const seed = Date.now() % 2 ** 31;
      const [began, before] = [performance.now(), process.cpuUsage()];
      const { decisions, statuses, found } = await search(house, asItIs, { sequences, seed, longest });
      const [seconds, { user, system }] = [(performance.now() - began) / 1000, process.cpuUsage(before)];
      for (const { broken, acts, history } of found) console.log(broken.message, JSON.stringify(acts), `\n${history}`);
      expect(found.map(({ broken }) => broken.law)).toEqual([]);
      // The positive control of the search itself: it came to every end that a short sequence can come to.
      expect([...statuses.keys()].sort()).toEqual([
        'awaiting',
        'blocked',
        'cancelled',
        'completed',
        'paused',
        'queued',
      ]);
      const used = (user + system) / 1e6;
      console.log(
        `steering: ${sequences} sequences of seed ${seed}, ${decisions} decisions; ${seconds.toFixed(0)} s, of which ${used.toFixed(0)} s of this process' processor`,
      );
    },
  );
}
