import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig, readGiven, type Config } from '../../src/config.ts';

function fault(variables: Record<string, string>): ConfigError {
  let config: Config;
  try {
    config = readConfig(variables);
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
  throw new Error(`It was taken: ${config.databaseUrl}`);
}

describe('an environment with faults', () => {
  const twice = { DATABASE_URL: 'postgres://a:hush@db/w', DATABASE_URL_FILE: '/nope' };

  it('lists all of them at once: what is set twice, what is in no file, and what has no such value', () => {
    const { code, message } = fault({ ...twice, MODEL_API_KEY_FILE: '/nope', PORT: 'abc', LOG_LEVEL: 'loud' });
    expect(code).toBe('config-environment');
    expect(message).toMatch(/DATABASE_URL and DATABASE_URL_FILE are both set/);
    for (const line of [/MODEL_API_KEY_FILE names \/nope/, /^ {2}PORT: /m, /^ {2}LOG_LEVEL: /m])
      expect(message).toMatch(line);
    expect(message).not.toContain('hush');
  });

  it('has a code of its own where a single variable is set twice, or names no file', () => {
    expect(fault(twice).code).toBe('config-twice');
    expect(fault({ DATABASE_URL_FILE: '/nope' }).code).toBe('config-file');
  });

  it('does not say of a variable that cannot be read that it is missing', () => {
    const { message } = fault({
      OIDC_ISSUER_URL: 'https://login.example.com',
      OIDC_CLIENT_ID: 'wheelhouse',
      OIDC_CLIENT_SECRET_FILE: '/nope',
    });
    expect(message).toMatch(/OIDC_CLIENT_SECRET_FILE names \/nope/);
    expect(message).not.toContain('is missing beside');
  });

  it('is shown all the same, each fault in the place of a value', () => {
    const shown = Object.fromEntries(readGiven({ ...twice, PORT: '3100' }).map((it) => [it.name, it]));
    expect(shown.DATABASE_URL).toMatchObject({ value: null, from: expect.stringContaining('both set') });
    expect(shown.PORT).toMatchObject({ value: '3100', from: 'environment' });
  });

  it.each(['postgres:/foo', 'postgres:foo', 'postgres:///foo', 'mysql://db/foo'])('takes no database at %s', (url) => {
    expect(fault({ DATABASE_URL: url }).message).toContain('postgres://user:password@host:5432/wheelhouse');
  });

  it.each(['postgres://db/w', 'postgresql://a:b@db:5432/w', 'postgres://a@[::1]/w'])('takes one at %s', (url) => {
    expect(readConfig({ DATABASE_URL: url }).databaseUrl).toBe(url);
  });
});
