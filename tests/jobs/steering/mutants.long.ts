import { faults } from './faults.ts';
import { rareFaults } from './rare-faults.ts';
import { findFaults } from './mutants.suite.ts';

findFaults([...faults, ...rareFaults], 10_000);
