import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dueDay } from '../src/loan.js';

test('lends for three weeks', () => {
  assert.equal(dueDay('2025-02-20'), '2025-03-13');
});

test('is due on Monday where three weeks end on a Sunday', () => {
  assert.equal(dueDay('2025-02-16'), '2025-03-10');
});
