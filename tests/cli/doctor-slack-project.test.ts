import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { slackScopes } from '../../src/bots/slack/scopes.ts';
import type { Finding } from '../../src/cli/doctor/finding.ts';
import { checkSlack } from '../../src/cli/doctor/slack.ts';
import type { SlackProject } from '../../src/cli/doctor/slack-project.ts';
import { startSlackApi, type FakeSlackApi, type SlackApp } from '../fakes/slack-api/server.ts';

const team = 'T024BE7LD';
const channel = { name: 'film', is_private: false, is_archived: false, is_member: true };
const wellSetUp = (): SlackApp => ({
  botToken: 'xoxb-canary',
  appToken: 'xapp-canary',
  socketMode: true,
  scopes: Object.keys(slackScopes),
  appScopes: ['connections:write'],
  channels: { C1: { ...channel }, G1: { ...channel, name: 'edit', is_private: true } },
  users: ['U1', 'U2'],
  usergroups: ['S1'],
});
const film: SlackProject = {
  name: 'Film treatment',
  channels: ['C1', 'G1'],
  accounts: [`${team}/U1`, `${team}/U2`, 'TOTHER/U9'],
  groups: [`${team}/S1`],
};

describe('the doctor, of what a project names in Slack', () => {
  let slack: FakeSlackApi;
  beforeAll(async () => {
    slack = await startSlackApi(wellSetUp());
  });
  afterAll(() => slack.close());
  beforeEach(() => void Object.assign(slack.app, wellSetUp()));

  const check = async (changes: Partial<SlackProject> = {}): Promise<Finding[]> => {
    const tokens = { botToken: 'xoxb-canary', appToken: 'xapp-canary', signingSecret: null };
    const projects = () => Promise.resolve([{ ...film, ...changes }]);
    const found = await checkSlack({ ...tokens, apiUrl: slack.apiUrl, scopes: slackScopes, eventsUrl: null, projects });
    return found.filter(({ check }) => /channels|people|groups/.test(check));
  };
  const faultIn = (findings: Finding[]): Finding => {
    const faults = findings.filter(({ status }) => status === 'fault');
    expect(faults).toHaveLength(1);
    return faults[0]!;
  };

  it('finds nothing to mend where the bot, the people and the groups are there', async () => {
    expect((await check()).map(({ check, status }) => `${check}: ${status}`)).toEqual([
      ...['slack channels: ok', 'slack channels: ok', 'slack people: ok', 'slack groups: ok'],
    ]);
  });

  it('says how to bring the bot into a channel', async () => {
    slack.app.channels.C1!.is_member = false;
    expect(faultIn(await check())).toMatchObject({
      found: 'the bot is not in #film (C1), of Film treatment',
      remedy: 'Write /invite @wheelhouse in it.',
    });
  });

  it('says what may be wrong with a channel that the bot cannot see', async () => {
    slack.app.channels.G1!.is_member = false;
    expect(faultIn(await check())).toMatchObject({
      found: expect.stringMatching(/G1.*channel_not_found/),
      remedy: expect.stringMatching(/Copy its id.*private.*\/invite @wheelhouse/),
    });
    expect(faultIn(await check({ channels: ['#film'] })).found).toContain('#film');
  });

  it('says what to do about a channel that is archived', async () => {
    slack.app.channels.C1!.is_archived = true;
    expect(faultIn(await check()).remedy).toMatch(/Unarchive/);
  });

  it('says where nobody of this workspace is known, and how to write somebody down', async () => {
    const { found, remedy } = faultIn(await check({ accounts: ['TOTHER/U9'], groups: [] }));
    expect(found).toContain('knows nobody in Paper');
    expect(remedy).toContain(`slack: ${team}/U…`);
    expect(remedy).toContain('Copy member ID');
  });

  it('names the people and the groups that are not there', async () => {
    slack.app.users = ['U1'];
    expect(faultIn(await check()).found).toBe('Film treatment names U2, who is not in Paper');
    slack.app.users = ['U1', 'U2'];
    slack.app.usergroups = [];
    expect(faultIn(await check()).found).toBe('Film treatment names S1, which Paper does not have');
  });

  it('says of a project without a channel in Slack that nothing is posted there', async () => {
    expect(await check({ channels: [] })).toMatchObject([
      { status: 'note', found: expect.stringContaining('nothing') },
    ]);
  });
});
