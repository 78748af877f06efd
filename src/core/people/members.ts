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

/** Why an account that the file doesn't name is not let in, where there is more to say than that. */
export type NotLetIn = 'guest' | 'other_team' | 'groups_unread';

const hasGroups = (account: NamedAccount | Account): account is MemberAccount =>
  account.surface === 'slack' || account.surface === 'discord';

const isSame = (one: NamedAccount | Account, other: NamedAccount | Account): boolean =>
  one.surface === other.surface && one.team === other.team && one.user === other.user;

/**
 * Who is no named person of the project acts under this id. No project file can write it: a name has no colon. A user of
 * Discord is the same one in every server, so that two servers don't make two voters of one (P11).
 */
export const memberId = ({ surface, team, user }: MemberAccount): string =>
  surface === 'discord' ? `discord:${user}` : `slack:${team}/${user}`;

/** The one whom the project file names behind an account: by the file itself, else by a link that has not ended. */
export function namedPerson(people: readonly Person[], links: readonly AccountLink[], account: Account): Person | null {
  const named = recognize(people, account);
  if (named) return named;
  const proven = provenAccounts(account);
  const link = links.find((it) => it.endedAt === null && proven.some((own) => isSame(own, it.account)));
  return people.find(({ id }) => id === link?.personId) ?? null;
}

/**
 * The one whom the project file names, and whom linking this account to somebody would take it from. A user of Discord is one human
 * in every server: what is another person's there can't become this one's here (P11).
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
  /** Whose it would be. */
  personId: string;
}

export const accountsOf = (person: Person, links: readonly AccountLink[]): NamedAccount[] => [
  ...accountsNamed(person),
  ...links
    .filter((it) => it.endedAt === null && it.personId === person.id)
    .map(({ account: { surface, team, user } }) => ({ surface: surface as NamedAccount['surface'], team, user })),
];

/** Those of a named person, or of whoever is at the door, that can be in groups. */
export const memberAccounts = (accounts: readonly (NamedAccount | Account)[]): MemberAccount[] =>
  accounts.filter(hasGroups);

/** The project's groups of a platform, as its file writes them. */
export const groupsOn = ({ groups = [] }: Project, surface: GroupSurface): string[] =>
  groups.flatMap((group) => group[surface] ?? []);

const teamOf = (group: string): string => group.split('/', 1)[0] ?? '';

/** Those that an account of this team can be in: a group is its own team's alone (S9). */
export const groupsOpenTo = (project: Project, { surface, team }: MemberAccount): string[] =>
  groupsOn(project, surface).filter((group) => teamOf(group) === team);

/** What these groups give, together. */
export function permissionsIn({ groups = [] }: Project, surface: GroupSurface, of: readonly string[]): Permission[] {
  const given = groups.filter((group: Group) => of.includes(group[surface] ?? '')).flatMap((it) => permissionsOf(it));
  return permissions.filter((it) => given.includes(it));
}

/** What one account brings its human. */
export interface GroupStanding {
  account: MemberAccount;
  membership: Membership;
}

const givenBy = (project: Project, { account, membership }: GroupStanding): Permission[] =>
  membership.kind === 'member' ? permissionsIn(project, account.surface, membership.groups) : [];

const isInOne = ({ membership }: GroupStanding): boolean =>
  membership.kind === 'member' && membership.groups.length > 0;

/** A named person may what the file gives them, and what their groups give. */
export const withGroups = (project: Project, person: Person, standings: readonly GroupStanding[]): Person => {
  const all = [...permissionsOf(person), ...standings.flatMap((it) => givenBy(project, it))];
  return { ...person, may: permissions.filter((it) => all.includes(it)) };
};

/** Anybody may call themselves Mara on a platform: the label is ours, and tells them from whom the file names. */
const memberName = (name: string): string => `${oneLine(name, 60)} (group member)`;

/** Whoever is in one of the project's groups, and is no named person of it. */
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

/** The worst that is known of these accounts, to be told. */
export function notLetIn(standings: readonly GroupStanding[]): NotLetIn | null {
  const kinds = standings.map(({ membership }) => membership.kind);
  if (kinds.includes('unread')) return 'groups_unread';
  if (kinds.includes('guest')) return 'guest';
  return kinds.includes('other_team') ? 'other_team' : null;
}

/** Of all accounts that are a named person's, or were: what they did under a member's id, they did (P11, P12). */
export const twinsIn = (people: readonly Person[], links: readonly AccountLink[]): Twin[] => [
  ...people.flatMap((person) => memberAccounts(accountsNamed(person)).map((it) => [memberId(it), person.id] as const)),
  ...links.flatMap(({ account, personId }) => (hasGroups(account) ? [[memberId(account), personId] as const] : [])),
];
