import assert from 'node:assert/strict';
import { test } from 'node:test';
import { feeOf } from '../src/fee.js';

test('costs 20 cents for each day that is not free', () => {
  assert.equal(feeOf('2025-03-13', '2025-03-21') - feeOf('2025-03-13', '2025-03-20'), 20);
});

test('costs 5 euros at most', () => {
  assert.equal(feeOf('2025-03-13', '2025-12-24'), 500);
  assert.ok(feeOf('2025-03-13', '2025-03-20') < 500);
});

test('is free for the first three days', () => {
  assert.equal(feeOf('2025-03-13', '2025-03-16'), 0);
  assert.equal(feeOf('2025-03-13', '2025-03-17'), 20);
});
