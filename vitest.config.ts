import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import LongestFirst from './tests/setup/order.ts';
import { patience } from './tests/setup/patience.ts';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.{ts,tsx}'],
    pool: 'forks',
    // Many wait for a server or for a process of their own: on two cores, one file at a time would leave one of them idle.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    sequence: { sequencer: LongestFirst },
    // Longer than what a test waits for (tests/setup/patience.ts), so that it is that wait which tells what was missing.
    testTimeout: 90_000,
    hookTimeout: 90_000,
    expect: { poll: { timeout: patience } },
    globalSetup: ['tests/setup/demands.ts', 'tests/setup/postgres.ts'],
    reporters: ['default', './tests/setup/closing.ts'],
  },
});
