import { afterEach, describe, expect, it } from 'vitest';
import { createSlackGroups } from '../../../../src/bots/slack/people/groups.ts';
import type { Account } from '../../../../src/core/people/actor.ts';
import { realClock } from '../../../../src/bots/chat/send/clock.ts';
import { startRig, type Rig } from '../send/rig.ts';

let rig: Rig | undefined;
afterEach(async () => {
  await rig?.close();
  rig = undefined;
});

/** The reader of groups before a Slack that is all there, with its own client between them. */
async function workspace(own: Parameters<typeof startRig>[0] = {}) {
  rig = await startRig(own);
  const { slack, api } = rig;
  const groups = createSlackGroups({ api, log: { warn: () => undefined } });
  const team = slack.team.id;
  const account = (name: string, of = team): Account => ({ surface: 'slack', team: of, user: slack.person(name).id });
  return { slack, groups, team, account, rig };
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

  it('S19: are one call for all groups of a project, and for all who ask at once', async () => {
    // Slack's own pace and our own clock: its first refusal would hold the method for half a minute.
    const { slack, groups, team, account, rig } = await workspace({ slack: { pace: 'strict' }, clock: realClock });
    const all = Array.from({ length: 15 }, (_, index) => `${team}/${slack.group(`g${index}`, ['kim'])}`);
    expect(await groups.of(account('kim'), all, 'recent')).toMatchObject({ groups: all });
    const lists = () => rig.called().filter((method) => method === 'usergroups.list').length;
    expect(lists()).toBe(1);
    const asked = await Promise.all(Array.from({ length: 30 }, () => groups.of(account('kim'), all, 'now')));
    expect(new Set(asked.map(({ kind }) => kind))).toEqual(new Set(['member']));
    expect(lists()).toBeLessThanOrEqual(3);
  });

  it('S19: are still there for members when more was asked anew than Slack lets through', async () => {
    const { slack, groups, team, account, rig } = await workspace({ slack: { pace: 'strict' }, clock: realClock });
    const leads = `${team}/${slack.group('leads', ['kim'])}`;
    const of = (who: string, freshness: 'recent' | 'now') => groups.of(account(who), [leads], freshness);
    await of('kim', 'recent');
    let refused = 0;
    for (let round = 0; round < 6; round += 1) {
      if ((await of('mallory', 'now')).kind === 'unread') refused += 1;
      expect(await of('kim', 'recent')).toMatchObject({ kind: 'member', groups: [leads] });
    }
    // What it is about: the others did use up what Slack gives.
    expect(refused).toBeGreaterThan(0);
    expect(rig.called().filter((method) => method === 'usergroups.list').length).toBeLessThanOrEqual(5);
  });
});
