import assert from 'node:assert/strict';
import { test } from 'node:test';
import { euros } from '../src/slip.js';

test('writes amounts with two decimals', () => {
  assert.equal(euros(240), '2.40 €');
  assert.equal(euros(500), '5.00 €');
});
