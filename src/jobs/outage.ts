import { codeOf, isOutage } from '../core/outage.ts';
import { Unreadable } from './unreadable.ts';

/** SQLSTATEs: a serialisation failure and a deadlock. Nothing was changed, and the next try may win. */
const lostRaces = /^40(001|P01)$/;
/** Classes of SQLSTATEs: bad data, broken constraints, wrong statements. These fail again each time. */
const bugStates = /^(22|23|42)[0-9A-Z]{3}$/;
const bugs = [Unreadable, TypeError, RangeError, ReferenceError];

export type Fault = 'outage' | 'bug' | 'unclear';

/** Whether an error of a store is worth another try. After an `unclear` one the job is tried again, up to its number of tries. */
export function classify(error: unknown): Fault {
  const code = codeOf(error) ?? '';
  if (isOutage(error) || lostRaces.test(code)) return 'outage';
  return bugStates.test(code) || isBug(error) ? 'bug' : 'unclear';
}

const isBug = (error: unknown): boolean =>
  error instanceof Error && (bugs.some((kind) => error instanceof kind) || isBug(error.cause));
