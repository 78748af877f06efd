import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig } from '../../src/config.ts';

const refusalOf = (variables: Record<string, string>): string | null => {
  try {
    readConfig(variables);
    return null;
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
};

const publicUrl = { PUBLIC_URL: 'https://wheel.example.com' };
const slack = { SLACK_CLIENT_ID: '1.2', SLACK_CLIENT_SECRET: 'canary' };
const oidc = { OIDC_ISSUER_URL: 'https://login.example.com', OIDC_CLIENT_ID: 'w', OIDC_CLIENT_SECRET: 'canary' };
const discord = { DISCORD_CLIENT_ID: '19', DISCORD_CLIENT_SECRET: 'canary' };

describe('the listening address', () => {
  it.each(['127.0.0.1', '::1', 'localhost', '127.8.9.10'])('needs nothing on loopback: %s', (HOST) => {
    expect(refusalOf({ HOST })).toBeNull();
  });

  it.each(['0.0.0.0', '::', '192.168.1.5', 'wheel.lan', '127.evil.com', '128.0.0.1'])(
    'is refused elsewhere without a sign-in, with three ways out: %s',
    (HOST) => {
      const refusal = refusalOf({ HOST });
      for (const way of ['HOST=127.0.0.1', 'OIDC_ISSUER_URL', 'PUBLIC_URL', 'CONSOLE_LINK_ONLY=yes']) {
        expect(refusal).toContain(way);
      }
      expect(refusalOf({ HOST, CONSOLE_LINK_ONLY: 'no' })).toBe(refusal);
    },
  );

  it.each([slack, oidc, discord])('is taken with a sign-in and the address to come back to', (way) => {
    expect(refusalOf({ HOST: '0.0.0.0', ...way, ...publicUrl })).toBeNull();
    expect(refusalOf({ HOST: '0.0.0.0', ...way })).toMatch(/PUBLIC_URL: is needed/);
    expect(refusalOf({ HOST: '127.0.0.1', ...way })).toBeNull();
  });

  it('is taken on the operator’s word', () => {
    expect(refusalOf({ HOST: '0.0.0.0', CONSOLE_LINK_ONLY: 'yes' })).toBeNull();
  });

  it('is no address with anything else in it', () => {
    expect(refusalOf({ HOST: '0.0.0.0/24', CONSOLE_LINK_ONLY: 'yes' })).toMatch(/HOST: write an address/);
  });
});

describe('the address that people come back to', () => {
  it.each(['http://wheel.example.com', 'http://192.168.1.5:3000', 'http://localhost.evil.com'])(
    'has to be encrypted: %s',
    (PUBLIC_URL) => expect(refusalOf({ PUBLIC_URL })).toMatch(/PUBLIC_URL: has to begin with https:.*session/),
  );

  it.each(['https://wheel.example.com', 'http://localhost:3000', 'http://127.0.0.1:3000', 'http://[::1]:3000'])(
    'is taken: %s',
    (PUBLIC_URL) => expect(refusalOf({ PUBLIC_URL })).toBeNull(),
  );
});

describe('a sign-in', () => {
  it.each([
    ['SLACK_CLIENT_SECRET', { SLACK_CLIENT_ID: '1.2' }],
    ['SLACK_CLIENT_ID', { SLACK_CLIENT_SECRET: 'canary' }],
    ['OIDC_CLIENT_SECRET', { OIDC_ISSUER_URL: 'https://login.example.com', OIDC_CLIENT_ID: 'w' }],
    ['OIDC_ISSUER_URL', { OIDC_CLIENT_ID: 'w', OIDC_CLIENT_SECRET: 'canary' }],
    ['DISCORD_CLIENT_SECRET', { DISCORD_CLIENT_ID: '19' }],
    ['DISCORD_CLIENT_ID', { DISCORD_CLIENT_SECRET: 'canary' }],
  ])('that is half there is one fault: %s is missing', (variable, given) => {
    const refusal = refusalOf({ HOST: '0.0.0.0', ...given });
    expect(refusal?.split('\n')).toHaveLength(2);
    expect(refusal).toContain(`${variable}: is missing beside`);
    expect(refusal).not.toContain('canary');
  });

  it('of Discord takes the application’s id, which alone is the bot’s', () => {
    expect(refusalOf({ DISCORD_APPLICATION_ID: '19' })).toBeNull();
    const { signIn } = readConfig({ DISCORD_APPLICATION_ID: '19', DISCORD_CLIENT_SECRET: 'canary' });
    expect(signIn.discord?.clientId).toBe('19');
    expect(readConfig({ DISCORD_APPLICATION_ID: '19' }).signIn.discord).toBeNull();
  });

  it.each(['DISCORD_APPLICATION_ID', 'DISCORD_CLIENT_ID'])(
    'of Discord takes no public key for an id: %s',
    (variable) => {
      expect(refusalOf({ [variable]: 'a1'.repeat(32) })).toContain(`${variable}: write the application's id`);
    },
  );

  it('sends no secret in the clear', () => {
    expect(refusalOf({ ...oidc, OIDC_ISSUER_URL: 'http://login.example.com' })).toMatch(
      /OIDC_ISSUER_URL: has to begin/,
    );
    expect(refusalOf({ ...slack, SLACK_API_URL: 'http://slack.lan/api/' })).toMatch(/SLACK_API_URL: has to begin/);
    expect(refusalOf({ ...oidc, OIDC_ISSUER_URL: 'http://localhost:9000' })).toBeNull();
  });

  it('is none by default', () => {
    expect(readConfig({}).signIn).toEqual({ oidc: null, slack: null, discord: null });
  });
});
