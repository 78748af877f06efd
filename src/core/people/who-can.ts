import type { KnownPerson } from '../ports.ts';
import type { Person, Project } from '../project/definition.ts';
import { entitledBy } from './entitlement.ts';

/** Who could do something now: people by name; and members of groups, whom only their platform knows. */
export interface WhoCan {
  names: readonly string[];
  groups: boolean;
}

/** As the project knows somebody whom its file names; what groups and links add is not asked. */
export function known(project: Pick<Project, 'plan'>, person: Person): KnownPerson {
  const entitled = entitledBy(project, person.id);
  return entitled ? { ...person, entitled } : person;
}

export function whoCan(
  project: Pick<Project, 'people' | 'groups' | 'plan'>,
  can: (person: KnownPerson) => boolean,
): WhoCan {
  const able = project.people.filter((person) => can(known(project, person)));
  const members = (project.groups ?? []).map(({ may }): Person => ({ id: '', name: '', may, accounts: {} }));
  return {
    names: able.map(({ name }) => name),
    groups: members.some((member) => can(known(project, member))),
  };
}
