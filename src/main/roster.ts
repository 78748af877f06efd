import { verbs } from '../core/cards/words/help.ts';
import type { ConsoleChannel, ConsoleProject, ConsoleRoster } from '../core/console/roster.ts';
import type { Account } from '../core/people/actor.ts';
import { accountsNamed, recognize } from '../core/people/recognize.ts';
import type { ProjectRecord, Projects } from '../core/ports.ts';

/** Who sees which channel of the console: the people whom a project names, by the account that they signed in with. */
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
  if (recognize(project.people, account) === null) return [];
  const about = project.about ?? null;
  return project.places
    .filter((place) => place.surface === 'console')
    .map(({ channel }) => ({ id: channel, project: project.name, about }));
}

function projectOf({ project }: ProjectRecord, account: Account): ConsoleProject[] {
  const person = recognize(project.people, account);
  const mayView = person !== null && (person.may === 'everything' || person.may.includes('view'));
  return mayView ? [{ id: project.project, name: project.name }] : [];
}
