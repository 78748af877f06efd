import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.{ts,tsx}'],
    pool: 'forks',
    testTimeout: 30_000,
    hookTimeout: 30_000,
    globalSetup: ['tests/setup/demands.ts', 'tests/setup/postgres.ts'],
    reporters: ['default', './tests/setup/closing.ts'],
  },
});
