import { faults, rareFaults } from './faults.ts';
import { findFaults } from './mutants.suite.ts';

findFaults([...faults, ...rareFaults], 10_000);
