import { holdFence } from './fence.suite.ts';

/** As many as CI has time for; `fence.long.ts` tries five times as often. */
holdFence(400);
