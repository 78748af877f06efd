import { faults } from './faults.ts';
import { findFaults } from './mutants.suite.ts';

/** One of each kind: pause, words, money, deliveries. `mutants.long.ts` finds all of them. */
const inCi = [
  'other words let a paused run go on',
  'words that were changed stay beside the new ones',
  'a result that comes back is booked with its estimate',
  'a delivery that comes again is done again',
];

/** Most show in some ten sequences, the slowest in three hundred. */
findFaults(
  faults.filter(({ fault }) => inCi.includes(fault)),
  1_500,
);
