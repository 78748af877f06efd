import type { Numbers } from '../../src/core/records/numbers.ts';
import type { Records } from '../../src/core/records/records.ts';

/** Milliseconds for which numbers are kept; the page says how old they are. */
const kept = 30_000;

/** How many combinations of projects and time spans are kept at most. */
const most = 100;

const minute = 60_000;
const minuteOf = (at: Date): number => Math.floor(at.getTime() / minute);

/**
 * Caches numbers. Over ninety days of a large installation they take half a second of the database's time, and change little in half a minute.
 * Simultaneous requests for the same numbers share one query.
 */
export function rememberNumbers(records: Records, clock: () => number = Date.now): Records {
  const known = new Map<string, { at: number; numbers: Promise<Numbers> }>();
  const forget = (): void => {
    for (const [key, { at }] of known) if (clock() - at >= kept || known.size > most) known.delete(key);
  };
  return {
    ...records,
    numbers: (projectIds, since, until) => {
      forget();
      const key = JSON.stringify([projectIds.toSorted(), minuteOf(since), minuteOf(until)]);
      const found = known.get(key);
      if (found) return found.numbers;
      const numbers = records.numbers(projectIds, since, until);
      known.set(key, { at: clock(), numbers });
      // A failure is not cached; those who waited get the rejection.
      numbers.catch(() => known.get(key)?.numbers === numbers && known.delete(key));
      return numbers;
    },
  };
}
