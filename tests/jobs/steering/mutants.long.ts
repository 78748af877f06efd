import { rareFaults } from './faults.ts';
import { findFaults } from './mutants.suite.ts';

findFaults(rareFaults, 10_000);
