import { existsSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { longest } from './order.ts';

it('the tests that begin first are there', () => {
  const top = path.resolve(import.meta.dirname, '../..');
  expect(longest.filter((file) => !existsSync(path.join(top, file)))).toEqual([]);
});
