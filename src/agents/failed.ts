import { noCost } from '../core/run/run.ts';
import type { Failed } from '../core/stage/executor.ts';

/** Unless something else is said: it is certain how far it came, it cost nothing, and the next try would fail as well. */
export const failed = (error: string, how: Partial<Omit<Failed, 'kind' | 'error'>> = {}): Failed => ({
  kind: 'failed',
  error,
  reason: 'stage_failed',
  passing: false,
  certain: true,
  cost: noCost,
  ...how,
});
