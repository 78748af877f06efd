import { availableParallelism } from 'node:os';
import { defineConfig, type ViteUserConfig } from 'vitest/config';
import LongestFirst from './tests/setup/order.ts';
import { patience } from './tests/setup/patience.ts';

export const each = {
  pool: 'forks',
  // Longer than what a test waits for (tests/setup/patience.ts), so that it is that wait which tells what was missing.
  testTimeout: 90_000,
  hookTimeout: 90_000,
  expect: { poll: { timeout: patience } },
} satisfies ViteUserConfig['test'];

/**
 * Files that keep nothing to themselves in a process share theirs, and with it what they import: apart, reading libraries took them
 * as long again as their tests. Those that compute for long, or start and kill processes, have one of their own.
 */
const shared = [
  'tests/{api,bots,config,fakes,intents,project,telemetry}/**/*.test.{ts,tsx}',
  'tests/core/{*,!(run)/**/*}.test.ts',
  'tests/db/!(disk-full).test.ts',
];

export default defineConfig({
  test: {
    // Many wait for a server or for a process of their own: on two cores, one file at a time would leave one of them idle.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    sequence: { sequencer: LongestFirst },
    globalSetup: ['tests/setup/demands.ts', 'tests/setup/postgres.ts', 'tests/setup/program.ts'],
    reporters: ['default', './tests/setup/closing.ts'],
    projects: [
      { test: { ...each, name: 'apart', include: ['tests/**/*.test.{ts,tsx}'], exclude: shared } },
      { test: { ...each, name: 'shared', include: shared, isolate: false } },
    ],
  },
});
