import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decide } from '../../../src/core/run/decide.ts';
import { start } from '../../../src/core/run/start.ts';
import { acts, playAll } from './model/play.ts';

/** The search, as long as there is time for it. */
export const holdLaws = (sequences: number): void =>
  test(
    `no law of a run breaks in ${sequences} random sequences of commands, answers, deliveries, crashes and duplicates`,
    { timeout: 900_000 },
    () => {
      const seen = { decisions: 0, statuses: new Set<string>() };
      fc.assert(
        fc.property(acts, fc.nat(2), (list, mode) => {
          const world = playAll({ decide, start }, list, mode);
          seen.decisions += world.memory.checked;
          seen.statuses.add(world.state.run.status);
        }),
        { numRuns: sequences },
      );
      // The positive control of the search itself: it reached every status that random acts can reach.
      expect([...seen.statuses].sort()).toEqual(
        ['awaiting', 'blocked', 'cancelled', 'completed', 'paused', 'queued', 'running'].sort(),
      );
      console.log(`laws: ${sequences} sequences, ${seen.decisions} decisions`);
    },
  );
