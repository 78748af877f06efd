import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { slackScopes } from '../../src/bots/slack/scopes.ts';
import type { Finding } from '../../src/cli/doctor/finding.ts';
import { checkSlack } from '../../src/cli/doctor/slack.ts';
import type { SlackProject } from '../../src/cli/doctor/slack-project.ts';
import { startSlack, type FakeSlack } from '../fakes/slack/slack.ts';

describe('the doctor, of what a project names in Slack', () => {
  let slack: FakeSlack;
  let film: SlackProject;
  beforeEach(async () => {
    slack = await startSlack({ pace: 'off', app: { scopes: Object.keys(slackScopes) } });
    const [mara, jon] = [slack.person('mara'), slack.person('jon')];
    const channels = [slack.channel('film'), slack.channel('edit', { kind: 'private' })];
    film = {
      name: 'Film treatment',
      channels: channels.map(({ id }) => id),
      accounts: [...[mara, jon].map(({ team, id }) => `${team}/${id}`), 'TOTHER/U9'],
      groups: [`${slack.team.id}/${slack.group('writers', ['mara'])}`],
    };
  });
  afterEach(() => slack.close());

  const check = async (changes: Partial<SlackProject> = {}): Promise<Finding[]> => {
    const { botToken, appToken } = slack.app;
    const projects = () => Promise.resolve([{ ...film, ...changes }]);
    const asked = { apiUrl: slack.apiUrl, scopes: slackScopes, eventsUrl: null, projects };
    const found = await checkSlack({ botToken, appToken, signingSecret: null, ...asked });
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
    await slack.removeBot('film');
    expect(faultIn(await check())).toMatchObject({
      found: `the bot is not in #film (${film.channels[0]}), of Film treatment`,
      remedy: 'Write /invite @wheelhouse in it.',
    });
  });

  it('says what may be wrong with a channel that the bot cannot see', async () => {
    await slack.removeBot('edit');
    expect(faultIn(await check())).toMatchObject({
      found: expect.stringMatching(new RegExp(`${film.channels[1]}.*channel_not_found`)),
      remedy: expect.stringMatching(/Copy its id.*private.*\/invite @wheelhouse/),
    });
    expect(faultIn(await check({ channels: ['#film'] })).found).toContain('#film');
  });

  it('blames no channel where a scope is missing', async () => {
    slack.app.scopes = slack.app.scopes.filter((scope) => scope !== 'channels:read');
    expect(faultIn(await check())).toMatchObject({
      found: expect.stringContaining('missing_scope'),
      remedy: 'See to the scopes above.',
    });
  });

  it('says what to do about a channel that is archived', async () => {
    await slack.archive('film');
    expect(faultIn(await check()).remedy).toMatch(/Unarchive/);
  });

  it('says where nobody of this workspace is known, and how to write somebody down', async () => {
    const { found, remedy } = faultIn(await check({ accounts: ['TOTHER/U9'], groups: [] }));
    expect(found).toContain(`knows nobody in ${slack.team.name}`);
    expect(remedy).toContain(`slack: ${slack.team.id}/U…`);
    expect(remedy).toContain('Copy member ID');
  });

  it('names the people and the groups that are not there', async () => {
    const { id, name } = slack.team;
    const accounts = [...film.accounts, `${id}/U0NOBODY`];
    expect(faultIn(await check({ accounts })).found).toBe(`Film treatment names U0NOBODY, who is not in ${name}`);
    const groups = [...film.groups, `${id}/S0NONE`];
    expect(faultIn(await check({ groups })).found).toBe(`Film treatment names S0NONE, which ${name} does not have`);
  });

  it('says of a project without a channel in Slack that nothing is posted there', async () => {
    expect(await check({ channels: [] })).toMatchObject([
      { status: 'note', found: expect.stringContaining('nothing') },
    ]);
  });
});
