import { verbs } from '../core/cards/words/help.ts';
import type { ConsoleChannel, ConsoleRoster } from '../core/console/roster.ts';
import { permissionsOf } from '../core/people/permissions.ts';
import { whoCan } from '../core/people/who-can.ts';
import type { People, ProjectRecord, Projects } from '../core/ports.ts';
import type { Person } from '../core/project/definition.ts';

interface Met {
  record: ProjectRecord;
  person: Person;
}

/** Who sees which channel of the console: the people who may view its project, recognised by the account with which they signed in. */
export const createRoster = (projects: Pick<Projects, 'ofChannel'>, people: People): ConsoleRoster => ({
  channels: async (account) => (await people.everywhere(account)).filter(mayView).flatMap(channelsOf),
  projects: async (account) =>
    (await people.everywhere(account))
      .filter(mayView)
      .map(({ record: { project } }) => ({ id: project.project, name: project.name })),
  completions: async (channel) => {
    const record = await projects.ofChannel('console', channel);
    const roles = record?.project.roles ?? [];
    return {
      verbs,
      roles: roles.map(({ handle, name, emoji, domain }) => ({ handle, name, emoji, about: domain.join(', ') })),
    };
  },
  accountsOf: async (account) => (await people.everywhere(account)).flatMap(({ accounts }) => accounts),
  nameOf: async (account) => (await people.everywhere(account))[0]?.person.name ?? account.user,
});

function channelsOf({ record: { project }, person }: Met): ConsoleChannel[] {
  const about = project.about ?? null;
  const may = permissionsOf(person);
  const starters = whoCan(project, (it) => permissionsOf(it).includes('operate'));
  return project.places
    .filter((place) => place.surface === 'console')
    .map(({ channel }) => ({ id: channel, project: project.name, about, may, starters }));
}

const mayView = ({ person }: Met): boolean => permissionsOf(person).includes('view');
