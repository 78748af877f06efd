import { verbs } from '../core/cards/words/help.ts';
import type { ConsoleChannel, ConsoleProject, ConsoleRoster } from '../core/console/roster.ts';
import type { Account } from '../core/people/actor.ts';
import { permissionsOf } from '../core/people/permissions.ts';
import { accountsNamed, recognize } from '../core/people/recognize.ts';
import type { ProjectRecord, Projects } from '../core/ports.ts';
import type { Person } from '../core/project/definition.ts';

/** Who sees which channel of the console: the people who may view the project, by the account that they signed in with. */
export const createRoster = (projects: Projects): ConsoleRoster => ({
  channels: async (account) => (await projects.all()).flatMap((record) => channelsOf(record, account)),
  projects: async (account) => (await projects.all()).flatMap((record) => projectOf(record, account)),
  completions: async (channel) => {
    const record = await projects.ofChannel('console', channel);
    const roles = record?.project.roles ?? [];
    return {
      verbs,
      roles: roles.map(({ handle, name, emoji, domain }) => ({ handle, name, emoji, about: domain.join(', ') })),
    };
  },
  accountsOf: async (account) => {
    const people = (await projects.all()).map(({ project }) => recognize(project.people, account));
    return people.flatMap((person) => (person === null ? [] : accountsNamed(person)));
  },
  nameOf: async (account) => {
    const people = (await projects.all()).flatMap(({ project }) => project.people);
    return recognize(people, account)?.name ?? account.user;
  },
});

function channelsOf({ project }: ProjectRecord, account: Account): ConsoleChannel[] {
  if (!mayView(project.people, account)) return [];
  const about = project.about ?? null;
  return project.places
    .filter((place) => place.surface === 'console')
    .map(({ channel }) => ({ id: channel, project: project.name, about }));
}

const projectOf = ({ project }: ProjectRecord, account: Account): ConsoleProject[] =>
  mayView(project.people, account) ? [{ id: project.project, name: project.name }] : [];

function mayView(people: readonly Person[], account: Account): boolean {
  const person = recognize(people, account);
  return person !== null && permissionsOf(person).includes('view');
}
