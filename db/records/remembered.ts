import type { Numbers } from '../../src/core/records/numbers.ts';
import type { Records } from '../../src/core/records/records.ts';

/** For how long numbers are told again without a look, in milliseconds: the page says as of when they are. */
const kept = 30_000;

/** So many projects and spans are looked at within that time, on a busy day. */
const most = 100;

const minute = 60_000;
const minuteOf = (at: Date): number => Math.floor(at.getTime() / minute);

/**
 * Numbers take half a second of the database's time over ninety days of a large installation, and change little in half a
 * minute: whoever asks the same meanwhile is told the same, also while the first is still waiting.
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
      // An outage is told to those who waited, and is over for the next.
      numbers.catch(() => known.get(key)?.numbers === numbers && known.delete(key));
      return numbers;
    },
  };
}
