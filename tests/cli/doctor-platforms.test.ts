import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { slackScopes } from '../../src/bots/slack/scopes.ts';
import type { Finding } from '../../src/cli/doctor/finding.ts';
import { checkIssuer } from '../../src/cli/doctor/sign-in.ts';
import { checkSlack, type SlackSettings } from '../../src/cli/doctor/slack.ts';
import { startSlack, type FakeSlack } from '../fakes/slack/slack.ts';

const statuses = (findings: Finding[]): Record<string, string> =>
  Object.fromEntries(findings.map(({ check, status }) => [check, status]));
const faultIn = (findings: Finding[]): Finding => {
  const faults = findings.filter(({ status }) => status === 'fault');
  expect(faults).toHaveLength(1);
  expect(JSON.stringify(findings)).not.toMatch(/canary/);
  return faults[0]!;
};
const nowhere = new URL('http://127.0.0.1:1/api/');

describe('the doctor, of Slack', () => {
  let slack: FakeSlack;
  const good = { botToken: 'xoxb-canary', appToken: 'xapp-canary', socketMode: true };
  beforeAll(async () => {
    slack = await startSlack({ pace: 'off' });
  });
  afterAll(() => slack.close());
  beforeEach(() => {
    Object.assign(slack.app, good, { scopes: Object.keys(slackScopes), appScopes: ['connections:write'] });
  });
  const check = (changes: Partial<SlackSettings> = {}): Promise<Finding[]> =>
    checkSlack({
      ...good,
      signingSecret: null,
      apiUrl: slack.apiUrl,
      scopes: slackScopes,
      eventsUrl: null,
      projects: () => Promise.resolve([]),
      ...changes,
    });
  const well = { slack: 'ok', 'slack scopes': 'ok', 'slack socket': 'ok' };

  it('finds nothing to mend where all is right, and nothing at all without a token', async () => {
    expect(statuses(await check())).toEqual(well);
    expect(await checkSlack(null)).toMatchObject([{ status: 'note' }]);
  });

  it('says where a good bot token is to be had', async () => {
    slack.app.botToken = 'xoxb-reset';
    const { found, remedy } = faultIn(await check());
    expect([found, remedy]).toEqual([
      expect.stringContaining('invalid_auth'),
      expect.stringContaining('SLACK_BOT_TOKEN'),
    ]);
    expect(statuses(await check({ botToken: 'xoxb-reset' }))).toEqual(well);
  });

  it('names each scope that is missing, and what it is for', async () => {
    slack.app.scopes = slack.app.scopes.filter((scope) => scope !== 'groups:history' && scope !== 'commands');
    const { found, remedy } = faultIn(await check());
    expect(found).toMatch(/lacks commands \(.+\), groups:history \(.+\)$/);
    expect(remedy).toContain('Bot Token Scopes, and install the app');
    slack.app.scopes.push(...['commands', 'groups:history']);
    expect(statuses(await check())).toEqual(well);
  });

  it('says what is worse without a scope that can be done without, and finds nothing to mend', async () => {
    slack.app.scopes = slack.app.scopes.filter((scope) => scope !== 'chat:write.customize');
    const findings = await check();
    expect(findings.filter(({ status }) => status === 'fault')).toEqual([]);
    expect(findings).toContainEqual(
      expect.objectContaining({ status: 'note', found: expect.stringContaining('chat:write.customize, what a role') }),
    );
    slack.app.scopes = [];
    const { found } = faultIn(await check());
    expect(found).not.toContain('customize');
  });

  it('says where Slack has to send to without Socket Mode, and what is not used with it', async () => {
    const signingSecret = 'canarycanarycanary';
    const eventsUrl = new URL('https://wheel.example.com/slack/events');
    const over = { appToken: null, signingSecret };
    expect(statuses(await check({ ...over, eventsUrl }))).toMatchObject({ 'slack http': 'note' });
    expect(faultIn(await check(over)).remedy).toContain('PUBLIC_URL');
    expect(faultIn(await check({ ...over, eventsUrl: new URL('http://localhost:3000/x') })).found).toContain(
      'localhost',
    );
    const both = await check({ signingSecret });
    expect(both).toContainEqual(expect.objectContaining({ found: expect.stringContaining('not used') }));
  });

  it('tries the app-level token, and tells a poor one and a closed socket apart', async () => {
    slack.app.appScopes = [];
    expect(faultIn(await check())).toMatchObject({ found: expect.stringContaining('missing_scope') });
    slack.app.appScopes = ['connections:write'];
    slack.app.socketMode = false;
    expect(faultIn(await check()).remedy).toContain('Turn Socket Mode on');
    slack.app.socketMode = true;
    expect(statuses(await check())).toEqual(well);
  });

  it('says what to see to when Slack is out of reach', async () => {
    expect(faultIn(await check({ apiUrl: nowhere })).remedy).toContain('SLACK_API_URL');
  });
});

describe('the doctor, of the sign-in', () => {
  let server: Server;
  let issuer: URL;
  let document: object | string = '';
  beforeAll(async () => {
    server = createServer((request, response) => {
      const isThere = request.url === '/realm/.well-known/openid-configuration';
      response.writeHead(isThere ? 200 : 404).end(isThere ? JSON.stringify(document) : 'nothing here');
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    issuer = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/realm`);
  });
  afterAll(() => server.close());
  const right = () => {
    const at = (path: string): string => `${issuer.href}/${path}`;
    const places = { authorization_endpoint: at('auth'), token_endpoint: at('token'), jwks_uri: at('keys') };
    return { issuer: issuer.href, ...places };
  };

  it('takes an issuer that says the same of itself', async () => {
    document = right();
    expect(await checkIssuer(issuer)).toMatchObject({ status: 'ok' });
    expect(await checkIssuer(null)).toMatchObject({ status: 'note' });
  });

  it('says what to set when it calls itself something else, and that then mends it', async () => {
    document = right();
    const slash = new URL(issuer.href.replace('127.0.0.1', 'localhost'));
    const { remedy } = faultIn([await checkIssuer(slash)]);
    const [, named = ''] = /^Set OIDC_ISSUER_URL=(\S+)$/.exec(remedy ?? '') ?? [];
    expect(await checkIssuer(new URL(named))).toMatchObject({ status: 'ok' });
  });

  it('says what to see to when there is no document, half a one, or nobody', async () => {
    expect(faultIn([await checkIssuer(new URL('/other', issuer))]).found).toContain('404');
    document = { ...right(), token_endpoint: undefined };
    expect(faultIn([await checkIssuer(issuer)]).found).toContain('lacks token_endpoint');
    expect(faultIn([await checkIssuer(nowhere)]).remedy).toContain('OIDC_ISSUER_URL');
  });
});
