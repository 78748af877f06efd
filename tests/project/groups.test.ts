import { describe, expect, it } from 'vitest';
import { readProject } from '../../src/project/read.ts';
import { minimal } from './minimal.ts';
import { told } from './table.ts';

const withGroups = (groups: string, text = minimal): string => text.replace('roles:\n', `groups:\n${groups}\nroles:\n`);
const line = minimal.split('\n').indexOf('roles:') + 2;

describe('groups in a project file', () => {
  it('are read as they stand, and are none where none stand', () => {
    const read = readProject(
      withGroups('  - { slack: T1/S1, may: [view, decide] }\n  - { discord: 11/22, may: everything }'),
      'p',
    );
    expect(read).toMatchObject({
      project: {
        groups: [
          { slack: 'T1/S1', may: ['view', 'decide'] },
          { discord: '11/22', may: 'everything' },
        ],
      },
    });
    const without = readProject(minimal, 'p');
    expect('project' in without && without.project.groups).toBeUndefined();
    expect(told(withGroups('  - { slack: T1/S1, may: [] }'))).toEqual([]);
  });

  it.each<[string, string, RegExp]>([
    [
      'a group by its handle',
      '  - { slack: acme/editors, may: [view] }',
      /groups\[1\]\.slack \| found "acme\/editors"; write the team's and the user group's id/,
    ],
    ['a user where a group should be', '  - { slack: T1/U1, may: [view] }', /write the team's and the user group's id/],
    ['a role by its name', '  - { discord: 11/editors, may: [view] }', /write the server's and the role's number/],
    [
      'everybody of a server',
      '  - { discord: 11/11, may: [view] }',
      /found "11\/11", which is @everyone of that server/,
    ],
    ['a permission that there is not', '  - { slack: T1/S1, may: [rule] }', /"rule"/],
    ['no permissions at all', '  - { slack: T1/S1 }', /may/],
    ['an entry without a group', '  - { may: [view] }', /names no group/],
    [
      'a group twice',
      '  - { slack: T1/S1, may: [view] }\n  - { slack: T1/S1, may: [edit] }',
      /found "T1\/S1" a second time/,
    ],
    ['a permission twice', '  - { slack: T1/S1, may: [view, view] }', /"view" a second time/],
  ])('refuse %s, at its line', (_, groups, fault) => {
    const faults = told(withGroups(groups));
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(fault);
    expect(faults[0]).toMatch(new RegExp(`^(${line}|${line + 1}):`));
  });

  it('can fill a quorum and the place of whoever decides, which a list of approvers can not', () => {
    const alone = minimal.replace('{ approvers: [owner, mara], quorum: 2 }', '{ quorum: 5 }');
    expect(told(alone)).toHaveLength(1);
    expect(told(withGroups('  - { slack: T1/S1, may: [decide] }', alone))).toEqual([]);
    expect(told(withGroups('  - { slack: T1/S1, may: [view] }', alone))).toHaveLength(1);
    const listed = minimal.replace('quorum: 2', 'quorum: 5');
    expect(told(withGroups('  - { slack: T1/S1, may: [decide] }', listed))).toHaveLength(1);
    const nobody = minimal.replace('may: everything', 'may: [view]');
    expect(told(nobody).join()).toContain('nobody here may operate');
    expect(told(withGroups('  - { slack: T1/S1, may: [operate, decide] }', nobody))).toEqual([]);
  });
});
