import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import LongestFirst from './tests/setup/order.ts';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.{ts,tsx}'],
    pool: 'forks',
    // Many wait for a server or for a process of their own: on two cores, one file at a time would leave one of them idle.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    sequence: { sequencer: LongestFirst },
    testTimeout: 30_000,
    hookTimeout: 30_000,
    globalSetup: ['tests/setup/demands.ts', 'tests/setup/postgres.ts'],
    reporters: ['default', './tests/setup/closing.ts'],
  },
});
