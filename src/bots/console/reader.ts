import type { Account } from '../../core/people/actor.ts';
import { permissionsOf } from '../../core/people/permissions.ts';
import type { KnownPerson } from '../../core/ports.ts';
import type { Project } from '../../core/project/definition.ts';
import type { ConsoleParts } from './parts.ts';

/** Who looks at something of a project, as it knows them now. */
export interface Reader {
  person: KnownPerson;
  project: Project;
}

/** The projects that somebody may look at, by id. */
export async function readersOf(
  { people }: Pick<ConsoleParts, 'people'>,
  account: Account,
): Promise<Map<string, Reader>> {
  const met = await people.everywhere(account);
  return new Map(
    met
      .filter(({ person }) => permissionsOf(person).includes('view'))
      .map(({ person, record: { project } }) => [project.project, { person, project }]),
  );
}
