import { defineConfig } from 'vitest/config';
import usual, { each } from './vitest.config.ts';

const { projects: _projects, ...test } = usual.test ?? {};

/** What takes longer than CI has: `npm run test:long`. */
export default defineConfig({ test: { ...test, ...each, include: ['tests/**/*.long.ts'] } });
