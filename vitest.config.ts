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

const all = ['tests/**/*.test.{ts,tsx}'];

/**
 * Files that compute for long, or start and kill processes, have a process of their own. The others share theirs, and with it what
 * they import: apart, reading libraries took them as long again as their tests.
 */
const apart = [
  'tests/e2e/**/*.test.ts',
  'tests/agents/command/*.test.ts',
  'tests/core/run/{laws,mutants}.test.ts',
  'tests/db/{disk-full,embedded/*}.test.ts',
  'tests/jobs/{takeover,steering/*}.test.ts',
  'tests/repo/lint.test.ts',
];

export default defineConfig({
  test: {
    // Half of their time they wait for a server or for a process of their own; with more at once, browsers wait for a processor.
    maxWorkers: Math.max(2, availableParallelism()),
    sequence: { sequencer: LongestFirst },
    globalSetup: ['tests/setup/demands.ts', 'tests/setup/postgres.ts', 'tests/setup/program.ts'],
    reporters: ['default', './tests/setup/closing.ts'],
    projects: [
      { test: { ...each, name: 'apart', include: apart } },
      { test: { ...each, name: 'shared', include: all, exclude: apart, isolate: false } },
    ],
  },
});
