import { namedPerson } from '../core/people/members.ts';
import { namingRoles } from '../core/steering/mentioned-groups.ts';
import { namingPeople } from '../core/steering/mentioned-people.ts';
import { scopeOf } from './scope.ts';
import { identify, ownAccount, surfaceOf } from './visitor.ts';
import type { Intent } from '../core/intent.ts';
import type { Call } from './ports.ts';

/** How many mentioned people get their names: each may take a call of the platform, of which a whole team has only so many. Others stay ids. */
const mostNamed = 10;

/** Replaces ids in the words, where the platform gives only those: roles by their handles, and people by their names. */
export const withMentioned = async (call: Call, intent: Intent): Promise<Intent> =>
  withPeopleNames(call, await withRoleNames(call, intent));

/** The project of the place says which of the platform's groups stand for its roles. */
async function withRoleNames(call: Call, intent: Intent): Promise<Intent> {
  const surface = surfaceOf(call);
  if (!('mentionedGroups' in intent) || surface === null) return intent;
  return namingRoles(intent, (await scopeOf(call))?.record.project.roles ?? [], surface);
}

/** Done only for the project's people: a stranger's words are read by nobody, and must not cost calls (S19). */
async function withPeopleNames(call: Call, intent: Intent): Promise<Intent> {
  if (!('mentionedPeople' in intent)) return intent;
  const projectId = (await scopeOf(call))?.record.project.project;
  const isOurs = projectId !== undefined && (await identify(call, projectId)) !== null;
  const ids = isOurs ? [...new Set(intent.mentionedPeople)].slice(0, mostNamed) : [];
  return namingPeople(intent, isOurs ? await namesOf(call, projectId, ids) : new Map());
}

async function namesOf(
  { ports, visit }: Call,
  projectId: string,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const [record, links] = await Promise.all([ports.projects.find(projectId), ports.links.of([projectId])]);
  const nameOf = async (user: string): Promise<[string, string]> => {
    const account = { ...ownAccount(visit), user };
    const person = namedPerson(record?.project.people ?? [], links, account);
    return [user, person?.name ?? (await ports.people.shownName(account)) ?? ''];
  };
  return new Map(await Promise.all(ids.map(nameOf)));
}
