import { describe, expect, it } from 'vitest';
import type { Account } from '../../../src/core/people/actor.ts';
import type { Membership } from '../../../src/core/people/groups.ts';
import type { AccountLink } from '../../../src/core/people/links.ts';
import {
  groupsOpenTo,
  holderOf,
  memberId,
  memberOf,
  namedPerson,
  notLetIn,
  twinsIn,
  withGroups,
  type MemberAccount,
} from '../../../src/core/people/members.ts';
import { distinctHumans, isSameHuman } from '../../../src/core/people/same-human.ts';
import type { Group, Permission, Person } from '../../../src/core/project/definition.ts';
import { readProject } from '../../../src/project/read.ts';
import { minimal } from '../../project/minimal.ts';

const read = readProject(minimal, 'project.yaml');
if ('faults' in read) throw new Error('The minimal project has to be right.');
const projectWith = (groups: Group[]) => ({ ...read.project, groups });

const slack = (user: string, team = 'T1'): MemberAccount => ({ surface: 'slack', team, user });
const discord = (user: string, team: string): MemberAccount => ({ surface: 'discord', team, user });
const memberIn = (...groups: string[]): Membership => ({ kind: 'member', name: 'Kim', groups });
const editors: Group = { slack: 'T1/S1', may: ['view', 'edit'] };
const deciders: Group = { slack: 'T1/S2', may: ['decide'] };
const both = projectWith([editors, deciders]);

const link = (personId: string, account: Account, endedAt: Date | null = null): AccountLink => ({
  ...{ id: `${personId}-${account.user}`, projectId: 'small', personId, account, name: 'Kim' },
  linkedAt: new Date('2026-11-20T12:00:00Z'),
  endedAt,
});

describe('who is in a project by a group', () => {
  it('may what all their groups give, and no more', () => {
    const may = (...groups: string[]) =>
      memberOf(both, [{ account: slack('U9'), membership: memberIn(...groups) }])?.may;
    expect(may('T1/S1')).toEqual(['view', 'edit']);
    expect(may('T1/S1', 'T1/S2')).toEqual(['view', 'decide', 'edit']);
    expect(may()).toBeUndefined();
  });

  it.each<[string, Group[]]>([
    ['an empty list of permissions', [{ slack: 'T1/S1', may: [] }]],
    ['no groups at all', []],
    ['a group without a name', [{ may: 'everything' }]],
    ['a group of the same id on another platform', [{ discord: 'T1/S1', may: 'everything' }]],
  ])('S1: may nothing by %s', (_, groups) => {
    const person = memberOf(projectWith(groups), [{ account: slack('U9'), membership: memberIn('T1/S1') }]);
    expect(person?.may ?? []).toEqual([]);
  });

  it.each<Membership['kind']>(['guest', 'other_team', 'gone', 'unread'])('S9: is nobody as %s', (kind) => {
    const membership = { kind } as Exclude<Membership, { kind: 'member' }>;
    expect(memberOf(both, [{ account: slack('U9'), membership }])).toBeNull();
    const mara = read.project.people[1]!;
    expect(withGroups(both, mara, [{ account: slack('U1'), membership }]).may).toEqual(mara.may);
  });

  it('S9: is asked only about the groups of their own team', () => {
    expect(groupsOpenTo(both, slack('U9'))).toEqual(['T1/S1', 'T1/S2']);
    expect(groupsOpenTo(both, slack('U9', 'T2'))).toEqual([]);
  });

  it('S4: bears an id that no project file can give to anybody, whatever they call themselves', () => {
    const ids = [slack('U9'), discord('5', '11')].map((it) => memberId(it));
    expect(ids).toEqual(['slack:T1/U9', 'discord:5']);
    for (const id of ids) {
      for (const text of [
        minimal.replace('- id: mara', `- id: '${id}'`),
        minimal.replace('[owner, mara]', `['${id}']`),
      ])
        expect(readProject(text, 'project.yaml')).toHaveProperty('faults');
    }
    const membership: Membership = { kind: 'member', name: 'mara', groups: ['T1/S2'] };
    const person = memberOf(both, [{ account: slack('U9'), membership }]);
    expect(person).toMatchObject({ id: 'slack:T1/U9', name: 'mara (group member)' });
  });

  it('P11: is one person in two servers of Discord', () => {
    expect(memberId(discord('5', '11'))).toBe(memberId(discord('5', '22')));
    expect(memberId(slack('U9'))).not.toBe(memberId(slack('U9', 'T2')));
  });

  it('adds to what the file gives a named person', () => {
    const may: Permission[] = ['view', 'decide'];
    const mara: Person = { ...read.project.people[1]!, may };
    const membership = memberIn('T1/S1');
    expect(withGroups(both, mara, [{ account: slack('U1'), membership }])).toMatchObject({
      id: 'mara',
      name: 'Mara',
      may: ['view', 'decide', 'edit'],
    });
    expect(withGroups(both, { ...mara, may: [] }, []).may).toEqual([]);
  });

  it('is told the reason that matters most', () => {
    const standing = (kind: 'guest' | 'other_team' | 'unread' | 'gone') => ({
      account: slack('U9'),
      membership: { kind },
    });
    expect(notLetIn([standing('other_team'), standing('unread'), standing('guest')])).toBe('groups_unread');
    expect(notLetIn([standing('other_team'), standing('guest')])).toBe('guest');
    expect(notLetIn([standing('gone')])).toBeNull();
  });
});

describe('whose a linked account is', () => {
  const { people } = read.project;
  const theirs: Account = { surface: 'slack', team: 'T1', user: 'U9' };

  it('is the person who confirmed it, until the link ends or the person leaves', () => {
    expect(namedPerson(people, [], theirs)).toBeNull();
    expect(namedPerson(people, [link('owner', theirs)], theirs)?.id).toBe('owner');
    expect(namedPerson(people, [link('owner', theirs, new Date())], theirs)).toBeNull();
    expect(namedPerson(people, [link('gone', theirs)], theirs)).toBeNull();
    expect(namedPerson(people, [link('owner', theirs)], { ...theirs, team: 'T2' })).toBeNull();
    expect(namedPerson(people, [link('owner', theirs)], { ...theirs, surface: 'discord' })).toBeNull();
  });

  it('is whose the file says it is, whatever was linked', () => {
    const maras: Account = { surface: 'slack', team: 'T1', user: 'U1' };
    expect(namedPerson(people, [link('owner', maras)], maras)?.id).toBe('mara');
  });

  it('counts by any account that one sign-in proved', () => {
    const signedIn: Account = { surface: 'oidc', team: 'https://issuer', user: 'x', aliases: [theirs] };
    expect(namedPerson(people, [link('owner', theirs)], signedIn)?.id).toBe('owner');
  });

  it('P11: can not become another person’s, nor can the same user of Discord in another server', () => {
    const mine = discord('5', '11');
    const wanted = (personId: string, account: Account, ...links: AccountLink[]) =>
      holderOf(people, links, { account, personId })?.id ?? null;
    expect(wanted('mara', mine)).toBeNull();
    expect(wanted('mara', mine, link('owner', mine))).toBe('owner');
    expect(wanted('mara', discord('5', '22'), link('owner', mine))).toBe('owner');
    expect(wanted('owner', discord('5', '22'), link('owner', mine))).toBeNull();
    expect(wanted('owner', mine, link('owner', mine))).toBe('owner');
    expect(wanted('mara', discord('5', '22'), link('owner', mine, new Date()))).toBeNull();
    // Slack's ids are each team's own.
    expect(wanted('mara', slack('U9', 'T2'), link('owner', slack('U9')))).toBeNull();
    expect(wanted('owner', slack('U1'))).toBe('mara');
  });

  it('P11, P12: remembers under which ids one human may have acted', () => {
    const twins = twinsIn(people, [link('owner', theirs, new Date()), link('mara', slack('U8'))]);
    expect(isSameHuman('mara', 'slack:T1/U1', twins)).toBe(true);
    expect(isSameHuman('slack:T1/U9', 'owner', twins)).toBe(true);
    expect(isSameHuman('slack:T1/U8', 'slack:T1/U1', twins)).toBe(true);
    expect(isSameHuman('slack:T1/U8', 'owner', twins)).toBe(false);
    expect(distinctHumans(['slack:T1/U8', 'mara', 'owner', 'slack:T1/U1'], twins)).toEqual(['slack:T1/U8', 'owner']);
  });

  it('never makes one of two whom the file names, when an account went from one to the other', () => {
    const twins = twinsIn(people, [link('owner', slack('U8'), new Date()), link('mara', slack('U8'))]);
    expect(isSameHuman('owner', 'mara', twins)).toBe(false);
    expect(isSameHuman('slack:T1/U8', 'owner', twins)).toBe(true);
    expect(isSameHuman('slack:T1/U8', 'mara', twins)).toBe(true);
  });
});
