import { afterEach, describe, expect, it } from 'vitest';
import { createSlackGroups } from '../../../../src/bots/slack/people/groups.ts';
import type { Account } from '../../../../src/core/people/actor.ts';
import { startRig, type Rig } from '../send/rig.ts';

let rig: Rig | undefined;
afterEach(async () => {
  await rig?.close();
  rig = undefined;
});

/** The reader of groups before a Slack that is all there, with its own client between them. */
async function workspace() {
  rig = await startRig();
  const { slack, api } = rig;
  const groups = createSlackGroups({ api, log: { warn: () => undefined } });
  const team = slack.team.id;
  const account = (name: string, of = team): Account => ({ surface: 'slack', team: of, user: slack.person(name).id });
  return { slack, groups, team, account };
}

describe('user groups of the local Slack', () => {
  it('tell members from guests, from people of other companies and from whoever is in none', async () => {
    const { slack, groups, team, account } = await workspace();
    slack.person('gus', { guest: 'single-channel' });
    slack.person('eve', { team: 'T0OTHER' });
    const editors = `${team}/${slack.group('editors', ['kim', 'gus', 'eve'])}`;
    const of = (who: Account) => groups.of(who, [editors], 'recent');
    expect(await of(account('kim'))).toMatchObject({ kind: 'member', groups: [editors] });
    expect(await of(account('lee'))).toMatchObject({ kind: 'member', groups: [] });
    expect(await of(account('gus'))).toEqual({ kind: 'guest' });
    expect(await of(account('eve', 'T0OTHER'))).toEqual({ kind: 'guest' });
    // Whoever says that they are of ours: Slack knows better.
    expect(await of(account('eve'))).toEqual({ kind: 'other_team' });
    expect(await of({ surface: 'slack', team, user: 'U0NOBODY' })).toEqual({ kind: 'gone' });
  });

  it('S7: are read anew where it matters, and unread with a dead token', async () => {
    const { slack, groups, team, account } = await workspace();
    const editors = `${team}/${slack.group('editors', ['kim'])}`;
    const of = (freshness: 'recent' | 'now') => groups.of(account('kim'), [editors], freshness);
    expect(await of('recent')).toMatchObject({ groups: [editors] });
    slack.group('editors', []);
    expect(await of('recent')).toMatchObject({ groups: [editors] });
    expect(await of('now')).toMatchObject({ groups: [] });
    slack.group('editors', ['kim']);
    slack.revokeToken();
    expect(await of('now')).toEqual({ kind: 'unread' });
  });

  it('give nothing by a group that is no more', async () => {
    const { groups, team, account } = await workspace();
    expect(await groups.of(account('kim'), [`${team}/S0GONE`], 'recent')).toMatchObject({ kind: 'member', groups: [] });
  });
});
