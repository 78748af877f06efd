import { holdFence } from './fence.suite.ts';

/** As many as CI has time for; `fence.long.ts` tries 2,000 times. */
holdFence(120);
