import type { Burst } from './measure/clicks.ts';

/** How much is measured. */
export interface Plan {
  starts: number;
  runs: number;
  parked: number;
  idleSeconds: number;
  /** Clicks before those that count: compilers and caches are warm then. */
  warming: number;
  bursts: readonly Burst[];
  storeRuns: number;
}

/** Within eight minutes, on both engines. */
export const full: Plan = {
  starts: 5,
  runs: 500,
  parked: 10_000,
  idleSeconds: 20,
  warming: 64,
  bursts: [
    { atOnce: 1, times: 1, clicks: 600 },
    { atOnce: 8, times: 1, clicks: 1_000 },
    { atOnce: 64, times: 1, clicks: 1_024 },
    { atOnce: 8, times: 2, clicks: 1_000 },
  ],
  storeRuns: 400,
};

/** Whether everything still works, within half a minute: its figures are worth nothing. */
export const quick: Plan = {
  starts: 1,
  runs: 4,
  parked: 40,
  idleSeconds: 0.5,
  warming: 8,
  bursts: [
    { atOnce: 1, times: 1, clicks: 4 },
    { atOnce: 8, times: 1, clicks: 8 },
    { atOnce: 8, times: 2, clicks: 8 },
  ],
  storeRuns: 4,
};
