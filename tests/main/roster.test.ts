import { describe, expect, it } from 'vitest';
import type { Account } from '../../src/core/people/actor.ts';
import type { Projects } from '../../src/core/ports.ts';
import type { Permission, Project } from '../../src/core/project/definition.ts';
import { createRoster } from '../../src/main/roster.ts';
import { readProject } from '../../src/project/read.ts';
import { namedOnly } from '../setup/people.ts';
import { minimal } from '../project/minimal.ts';

const local = (user: string): Account => ({ surface: 'console', team: 'local', user });

function projectWhere(may: Permission[]): Project {
  const read = readProject(minimal, 'project.yaml');
  if ('faults' in read) throw new Error('The minimal project has to be right.');
  const jon = { id: 'jon', name: 'Jon', may, accounts: { console: 'local/jon' } };
  return {
    ...read.project,
    people: [...read.project.people, jon],
    places: [{ surface: 'console', channel: 'letters' }],
  };
}

const rosterOf = (project: Project) => {
  const record = { project, folder: '/' };
  const projects = { all: async () => [record], find: async () => record };
  return createRoster(projects as unknown as Projects, namedOnly(projects));
};

const seenBy = async (may: Permission[], user: string) => {
  const roster = rosterOf(projectWhere(may));
  const channels = await roster.channels(local(user));
  const projects = await roster.projects(local(user));
  return [channels.map(({ id }) => id), projects.map(({ id }) => id)];
};

describe('the roster of the console', () => {
  it('shows channels and projects to whoever may view them', async () => {
    expect(await seenBy(['view'], 'jon')).toEqual([['letters'], ['small']]);
    expect(await seenBy([], 'owner')).toEqual([['letters'], ['small']]);
  });

  it('shows neither to somebody who may do other things, nor to a stranger', async () => {
    expect(await seenBy(['message', 'operate', 'decide'], 'jon')).toEqual([[], []]);
    expect(await seenBy(['view'], 'somebody')).toEqual([[], []]);
  });
});
