import type { Account } from '../src/core/people/actor.ts';
import { entitledBy } from '../src/core/people/entitlement.ts';
import type { Freshness, Groups, Membership } from '../src/core/people/groups.ts';
import type { AccountLink, AccountLinks } from '../src/core/people/links.ts';
import {
  accountsOf,
  groupsOn,
  groupsOpenTo,
  memberAccounts,
  memberOf,
  namedPerson,
  notLetIn,
  permissionsIn,
  twinsIn,
  withGroups,
  type MemberAccount,
  type GroupStanding,
} from '../src/core/people/members.ts';
import { permissionsOf } from '../src/core/people/permissions.ts';
import { provenAccounts } from '../src/core/people/recognize.ts';
import type { KnownPerson, People, Projects } from '../src/core/ports.ts';
import type { Person, Project } from '../src/core/project/definition.ts';

export interface PeopleParts {
  projects: Pick<Projects, 'find' | 'all'>;
  links: Pick<AccountLinks, 'of'>;
  /** Null for a platform that is not configured: then nobody can say who is in its groups. */
  groups: Record<MemberAccount['surface'], Groups | null>;
}

/** Who somebody is, from the project's definition, links and groups. Looked up each time, so that somebody who is removed is out at once. */
export const createPeople = (parts: PeopleParts): People => ({
  async find(projectId, account, freshness = 'recent') {
    const [record, links] = await Promise.all([parts.projects.find(projectId), parts.links.of([projectId])]);
    return record && meet(parts, { project: record.project, links }, { account, freshness });
  },

  async everywhere(account) {
    const records = await parts.projects.all();
    const links = await parts.links.of(records.map(({ project }) => project.project));
    const met = await Promise.all(
      records.map(async (record) => {
        const own = links.filter(({ projectId }) => projectId === record.project.project);
        const person = await meet(parts, { project: record.project, links: own }, { account, freshness: 'recent' });
        return person && { record, person, accounts: accountsOf(person, own) };
      }),
    );
    return met.filter((it) => it !== null);
  },

  async whyNot(projectId, account) {
    const [record, links] = await Promise.all([parts.projects.find(projectId), parts.links.of([projectId])]);
    if (!record) return null;
    const { project } = record;
    const named = namedPerson(project.people, links, account);
    const standings = await standingsOf(parts, project, { account, named, links, freshness: 'recent' });
    const why = notLetIn(standings);
    // A named person is only told that groups could not be read: those may give them more.
    return named && why !== 'groups_unread' ? null : why;
  },

  shownName: async ({ surface, team, user }) =>
    surface === 'slack' || surface === 'discord'
      ? ((await parts.groups[surface]?.nameOf({ surface, team, user })) ?? null)
      : null,

  async twins(projectId) {
    const [record, links] = await Promise.all([parts.projects.find(projectId), parts.links.of([projectId])]);
    return twinsIn(record?.project.people ?? [], links);
  },
});

interface Known {
  project: Project;
  links: readonly AccountLink[];
}

interface Asking {
  account: Account;
  freshness: Freshness;
}

async function meet(parts: PeopleParts, { project, links }: Known, asking: Asking): Promise<KnownPerson | null> {
  const named = namedPerson(project.people, links, asking.account);
  const standings = await standingsOf(parts, project, { ...asking, named, links });
  const person = named ? withGroups(project, named, standings) : memberOf(project, standings);
  const entitled = person && entitledBy(project, person.id);
  return entitled ? { ...person, entitled } : person;
}

interface Meeting extends Asking {
  named: Person | null;
  links: readonly AccountLink[];
}

/** How each of a person's accounts stands to the project's groups. Accounts whose groups could give them nothing more are not looked up. */
function standingsOf(parts: PeopleParts, project: Project, meeting: Meeting): Promise<GroupStanding[]> {
  const { account, named, links } = meeting;
  const accounts = memberAccounts(named ? accountsOf(named, links) : provenAccounts(account));
  const asked = accounts.filter(({ surface }) => couldGive(project, surface, named));
  return Promise.all(
    asked.map(async (it) => ({ account: it, membership: await ask(parts, project, { ...meeting, account: it }) })),
  );
}

function couldGive(project: Project, surface: MemberAccount['surface'], named: Person | null): boolean {
  const groups = groupsOn(project, surface);
  if (groups.length === 0) return false;
  const has = named ? permissionsOf(named) : [];
  return named === null || permissionsIn(project, surface, groups).some((it) => !has.includes(it));
}

async function ask(
  { groups }: PeopleParts,
  project: Project,
  { account, freshness }: { account: MemberAccount; freshness: Freshness },
): Promise<Membership> {
  const open = groupsOpenTo(project, account);
  if (open.length === 0) return { kind: 'other_team' };
  const { surface, team, user } = account;
  return (await groups[surface]?.of({ surface, team, user }, open, freshness)) ?? { kind: 'unread' };
}
