import { holdLaws } from './laws.suite.ts';

/** As many as CI has time for; `laws.long.ts` plays four times as many. */
holdLaws(50_000);
