import { afterEach, beforeEach, expect, it } from 'vitest';
import { describeFatal } from '../../src/main/fatal-error.ts';

const password = 'hidden-in-a-variable';

beforeEach(() => {
  process.env.MODEL_API_KEY = password;
});
afterEach(() => {
  delete process.env.MODEL_API_KEY;
});

const withCode = (message: string, code: string): Error => Object.assign(new Error(message), { code });

it('an error for the operator is told whole, with its code', () => {
  expect(describeFatal(withCode('PORT is taken.\nSet another one.', 'config-port'))).toBe(
    'PORT is taken.\nSet another one.\n(config-port)\n',
  );
});

it('a secret is told to nobody: neither one by its value nor one by its shape', () => {
  const said = describeFatal(withCode(`${password} was refused at postgres://me:word-of-mine@host/db`, 'db-rights'));
  expect(said).toBe('[redacted] was refused at postgres://me:[redacted]@host/db\n(db-rights)\n');
  expect(describeFatal(new Error(`a bug with ${password}`))).not.toContain(password);
});

it('of a failed query nothing is told that was sent with it, and of a bug where it is', () => {
  const cause = withCode('relation "runs" does not exist', '42P01');
  const said = describeFatal(
    new Error('Failed query: select * from runs where brief = $1\nparams: of a person', { cause }),
  );
  expect(said).toMatch(/^Error: Failed query\n\s+at .*fatal-error\.test\.ts/);
  expect(said).toMatch(/\nbecause of Error: relation "runs" does not exist \(42P01\)\n$/);
  expect(said).not.toContain('of a person');
});
