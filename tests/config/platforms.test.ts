import { describe, expect, it } from 'vitest';
import { secretsIn } from '../../src/cli/show-config.ts';
import { ConfigError, readConfig, readGiven } from '../../src/config.ts';

const bot = { SLACK_BOT_TOKEN: 'xoxb-canary' };
const app = { SLACK_APP_TOKEN: 'xapp-canary' };
const signed = { SLACK_SIGNING_SECRET: 'canarycanarycanarycanarycanary00' };

const slackOf = (variables: Record<string, string>) => readConfig(variables).platforms.slack;
function refusalOf(variables: Record<string, string>): string {
  try {
    readConfig(variables);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  throw new Error('It was taken.');
}

describe('Slack, in the environment', () => {
  it('is off without a token', () => {
    expect(slackOf({})).toBeNull();
  });

  it('is reached by Socket Mode with an app-level token, by signed HTTP with a signing secret', () => {
    expect(slackOf({ ...bot, ...app })).toMatchObject({ appToken: 'xapp-canary', signingSecret: null });
    expect(slackOf({ ...bot, ...signed })).toMatchObject({
      appToken: null,
      signingSecret: signed.SLACK_SIGNING_SECRET,
    });
    const both = { appToken: 'xapp-canary', signingSecret: signed.SLACK_SIGNING_SECRET };
    expect(slackOf({ ...bot, ...app, ...signed })).toMatchObject(both);
  });

  it('is refused with neither, with both ways to mend it', () => {
    const refusal = refusalOf(bot);
    for (const word of ['SLACK_APP_TOKEN', 'connections:write', 'SLACK_SIGNING_SECRET', 'PUBLIC_URL/slack/events'])
      expect(refusal).toContain(word);
    expect(refusal).not.toContain('canary');
  });

  it.each([app, signed])('is refused without the token of its bot', (other) => {
    const [name] = Object.keys(other);
    expect(refusalOf(other)).toMatch(new RegExp(`SLACK_BOT_TOKEN: is missing beside ${name}`));
    expect(refusalOf(other)).not.toContain('canary');
  });

  it('takes no token in the place of another', () => {
    expect(refusalOf({ SLACK_BOT_TOKEN: 'xapp-canary', ...app })).toMatch(/SLACK_BOT_TOKEN: .*xoxb-/);
    expect(refusalOf({ ...bot, SLACK_APP_TOKEN: 'xoxb-canary' })).toMatch(/SLACK_APP_TOKEN: .*xapp-/);
    expect(refusalOf({ ...bot, SLACK_SIGNING_SECRET: 'not it' })).toMatch(/SLACK_SIGNING_SECRET: .*32/);
  });

  it('takes nothing that was copied from a page of ours, or in part', () => {
    expect(refusalOf({ SLACK_BOT_TOKEN: 'xoxb-…', ...app })).toMatch(/SLACK_BOT_TOKEN: write a whole bot token/);
    expect(refusalOf({ ...bot, SLACK_APP_TOKEN: 'xapp-…' })).toMatch(/SLACK_APP_TOKEN: write a whole app-level token/);
  });

  it('keeps all three among the secrets', () => {
    const all = { ...bot, ...app, ...signed };
    expect(secretsIn(readGiven(all)).sort()).toEqual(Object.values(all).sort());
  });
});
