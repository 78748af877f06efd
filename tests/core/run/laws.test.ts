import { holdLaws } from './laws.suite.ts';

/** As many as CI has time for; `laws.long.ts` plays ten times as many. */
holdLaws(20_000);
