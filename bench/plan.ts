import type { EngineName } from './engines.ts';
import type { Burst } from './measure/clicks.ts';
import type { SlackLoad } from './measure/slack.ts';

/** How much is measured on an engine. */
export interface Plan {
  starts: number;
  runs: number;
  storeRuns: number;
  parked: number;
  idleSeconds: number;
  /** Clicks before those that count: compilers and caches are warm then. */
  warming: number;
  bursts: readonly Burst[];
  /** Null: Slack is not asked. */
  slack: SlackLoad | null;
}

type Plans = Readonly<Record<EngineName, Plan>>;

/** Within eight minutes on a quiet machine, most of them for what production runs on. */
export const full: Plans = {
  redis: {
    ...{ starts: 5, runs: 300, storeRuns: 400, parked: 10_000, idleSeconds: 20, warming: 64 },
    bursts: [
      { atOnce: 1, times: 1, clicks: 400 },
      { atOnce: 8, times: 1, clicks: 1_000 },
      { atOnce: 64, times: 1, clicks: 512 },
      { atOnce: 8, times: 2, clicks: 400 },
    ],
    slack: { perSecond: 50, seconds: 20, warming: 100 },
  },
  embedded: {
    ...{ starts: 5, runs: 200, storeRuns: 200, parked: 2_000, idleSeconds: 20, warming: 64 },
    bursts: [
      { atOnce: 1, times: 1, clicks: 200 },
      { atOnce: 8, times: 1, clicks: 400 },
      { atOnce: 64, times: 1, clicks: 256 },
      { atOnce: 8, times: 2, clicks: 200 },
    ],
    slack: null,
  },
};

const little: Plan = {
  ...{ starts: 1, runs: 4, storeRuns: 4, parked: 40, idleSeconds: 0.5, warming: 8 },
  bursts: [
    { atOnce: 1, times: 1, clicks: 4 },
    { atOnce: 8, times: 1, clicks: 8 },
    { atOnce: 8, times: 2, clicks: 8 },
  ],
  slack: null,
};

/** Whether everything still works, within half a minute: its figures are worth nothing. */
export const quick: Plans = {
  redis: { ...little, slack: { perSecond: 50, seconds: 1, warming: 8 } },
  embedded: little,
};
