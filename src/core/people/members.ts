import { oneLine } from '../cards/agent-text.ts';
import { permissions, type Group, type Permission, type Person, type Project } from '../project/definition.ts';
import type { Account } from './actor.ts';
import type { Membership } from './groups.ts';
import type { AccountLink } from './links.ts';
import { permissionsOf } from './permissions.ts';
import { accountsNamed, provenAccounts, recognize, type NamedAccount } from './recognize.ts';
import type { Twin } from './same-human.ts';

/** The platforms whose groups a project file can name. */
type GroupSurface = 'slack' | 'discord';

/** An account on such a platform. */
export interface MemberAccount extends NamedAccount {
  surface: GroupSurface;
  team: string;
}

/** Why an account that the file doesn't name is not let in, if a reason can be told. */
export type NotLetIn = 'guest' | 'other_team' | 'groups_unread';

const hasGroups = (account: NamedAccount | Account): account is MemberAccount =>
  account.surface === 'slack' || account.surface === 'discord';

const isSame = (one: NamedAccount | Account, other: NamedAccount | Account): boolean =>
  one.surface === other.surface && one.team === other.team && one.user === other.user;

/**
 * The id under which a member of a group acts who is not named by the project. It can't clash with ids in a project file, which have no colon. A user of
 * Discord has the same id in every server, so that two servers don't make two voters of one person (P11).
 */
export const memberId = ({ surface, team, user }: MemberAccount): string =>
  surface === 'discord' ? `discord:${user}` : `slack:${team}/${user}`;

/** The person behind an account: by the project file itself, else by a link that has not ended. Null if there is none. */
export function namedPerson(people: readonly Person[], links: readonly AccountLink[], account: Account): Person | null {
  const named = recognize(people, account);
  if (named) return named;
  const proven = provenAccounts(account);
  const link = links.find((it) => it.endedAt === null && proven.some((own) => isSame(own, it.account)));
  return people.find(({ id }) => id === link?.personId) ?? null;
}

/**
 * The person to whom this account belongs already, so that it can't be linked to somebody else. A user of Discord is one person in all
 * servers: an account that is another person's there can't become this one's here (P11).
 */
export function holderOf(
  people: readonly Person[],
  links: readonly AccountLink[],
  wanted: AccountClaim,
): Person | null {
  const { account, personId } = wanted;
  const named = namedPerson(people, links, account);
  if (named) return named;
  const ids = memberAccounts([account]).map(memberId);
  const hasOneOf = (person: Person): boolean =>
    memberAccounts(accountsOf(person, links)).some((it) => ids.includes(memberId(it)));
  return people.find((person) => person.id !== personId && hasOneOf(person)) ?? null;
}

export interface AccountClaim {
  account: Account;
  /** The person to whom it would be linked. */
  personId: string;
}

export const accountsOf = (person: Person, links: readonly AccountLink[]): NamedAccount[] => [
  ...accountsNamed(person),
  ...links
    .filter((it) => it.endedAt === null && it.personId === person.id)
    .map(({ account: { surface, team, user } }) => ({ surface: surface as NamedAccount['surface'], team, user })),
];

/** Those of the accounts that can be in groups. */
export const memberAccounts = (accounts: readonly (NamedAccount | Account)[]): MemberAccount[] =>
  accounts.filter(hasGroups);

/** The project's groups on a platform, as its file writes them. */
export const groupsOn = ({ groups = [] }: Project, surface: GroupSurface): string[] =>
  groups.flatMap((group) => group[surface] ?? []);

const teamOf = (group: string): string => group.split('/', 1)[0] ?? '';

/** The groups in which this account could be: those of its own team (S9). */
export const groupsOpenTo = (project: Project, { surface, team }: MemberAccount): string[] =>
  groupsOn(project, surface).filter((group) => teamOf(group) === team);

/** The permissions that these groups give together. */
export function permissionsIn({ groups = [] }: Project, surface: GroupSurface, of: readonly string[]): Permission[] {
  const given = groups.filter((group: Group) => of.includes(group[surface] ?? '')).flatMap((it) => permissionsOf(it));
  return permissions.filter((it) => given.includes(it));
}

/** One account of a person, with its membership in groups. */
export interface GroupStanding {
  account: MemberAccount;
  membership: Membership;
}

const givenBy = (project: Project, { account, membership }: GroupStanding): Permission[] =>
  membership.kind === 'member' ? permissionsIn(project, account.surface, membership.groups) : [];

const isInOne = ({ membership }: GroupStanding): boolean =>
  membership.kind === 'member' && membership.groups.length > 0;

/** A named person with the permissions that the file and their groups give them together. */
export const withGroups = (project: Project, person: Person, standings: readonly GroupStanding[]): Person => {
  const all = [...permissionsOf(person), ...standings.flatMap((it) => givenBy(project, it))];
  return { ...person, may: permissions.filter((it) => all.includes(it)) };
};

/** On a platform, anybody can call themselves Mara, so we add a label that tells members from people whom the file names. */
const memberName = (name: string): string => `${oneLine(name, 60)} (group member)`;

/** The person that stands for a member of the project's groups who is not named by its file; null if these accounts are in none of the groups. */
export function memberOf(project: Project, standings: readonly GroupStanding[]): Person | null {
  const first = standings.find(isInOne);
  if (first?.membership.kind !== 'member') return null;
  const { account, membership } = first;
  const given = standings.flatMap((it) => givenBy(project, it));
  return {
    id: memberId(account),
    name: memberName(membership.name),
    may: permissions.filter((it) => given.includes(it)),
    accounts: { [account.surface]: `${account.team}/${account.user}` },
  };
}

/** The most important reason why these accounts are not let in; null if there is none to tell. */
export function notLetIn(standings: readonly GroupStanding[]): NotLetIn | null {
  const kinds = standings.map(({ membership }) => membership.kind);
  if (kinds.includes('unread')) return 'groups_unread';
  if (kinds.includes('guest')) return 'guest';
  return kinds.includes('other_team') ? 'other_team' : null;
}

/** For all accounts that are, or ever were, a named person's: what was done under the account's member id was done by that person (P11, P12). */
export const twinsIn = (people: readonly Person[], links: readonly AccountLink[]): Twin[] => [
  ...people.flatMap((person) => memberAccounts(accountsNamed(person)).map((it) => [memberId(it), person.id] as const)),
  ...links.flatMap(({ account, personId }) => (hasGroups(account) ? [[memberId(account), personId] as const] : [])),
];
