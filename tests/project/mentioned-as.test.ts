import { expect, it } from 'vitest';
import { readProject } from '../../src/project/read.ts';
import { altered, minimal } from './minimal.ts';
import { told } from './table.ts';

const given = (mention: string): string =>
  altered('    handle: editor\n'.trim(), `handle: editor\n    mentioned_as: ${mention}`);
const critic = `  - handle: critic
    name: Critic
    emoji: 🎞️
    domain: [films]
    instructions: Judge.
    mentioned_as: { discord: 11/22 }
`;

it('reads which guild role means which role, and needs none', () => {
  const read = readProject(given('{ discord: 11/22 }'), 'p');
  expect(read).toMatchObject({ project: { roles: [{ handle: 'editor', mentioned_as: { discord: '11/22' } }] } });
  const without = readProject(minimal, 'p');
  expect('project' in without && without.project.roles[0]?.mentioned_as).toBeUndefined();
});

it.each([
  ['a role by its name', '{ discord: 11/Film Critic }', /two ids with a "\/" between them/],
  ['a role by its name that looks like ids', '{ discord: 11/critic }', /write the server's and the role's number/],
  ['@everyone', '{ discord: 11/11 }', /which is @everyone of that server/],
  ['a platform without such groups', '{ console: local/editors }', /console/],
])('refuses %s', (_, mention, fault) => {
  expect(told(given(mention)).join('\n')).toMatch(fault);
});

it('refuses one guild role for two roles', () => {
  const text = given('{ discord: 11/22 }').replace('models:\n', `${critic}models:\n`);
  expect(told(text)).toHaveLength(1);
  expect(told(text)[0]).toMatch(/found "11\/22", which means "editor" already/);
  expect(told(text.replace('discord: 11/22', 'discord: 11/33'))).toEqual([]);
});
