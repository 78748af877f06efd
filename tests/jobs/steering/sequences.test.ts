import { holdLaws } from './sequences.suite.ts';

/**
 * Short ones, and as many as CI has time for: Postgres takes two milliseconds for each decision. `sequences.long.ts` plays ten
 * times as many, and longer ones.
 */
holdLaws(5_000, 7);
