import { faults } from './faults.ts';
import { findFaults } from './mutants.suite.ts';

/** Most show in some ten sequences, the slowest in three hundred. */
findFaults(faults, 1_500);
