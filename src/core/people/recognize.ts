import type { Person } from '../project/definition.ts';
import type { Account } from './actor.ts';

/** E-mail addresses are compared without case. ASCII only: full lower-casing turns the Kelvin sign into a `k`, and could make one person of two. */
const lowered = (text: string): string => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());

const isAddress = (text: string): boolean => text.includes('@') && !text.startsWith('sub:');

/** How a project file writes a subject: one that looks like an address, or begins with `sub:`, is written `sub:…`. */
export const subjectName = (sub: string): string => (sub.includes('@') || sub.startsWith('sub:') ? `sub:${sub}` : sub);

/** Equal for different spellings of the same address. */
export const sameName = (oidc: string): string => (isAddress(oidc) ? lowered(oidc) : oidc);

/** All accounts that one sign-in proved, the main one first. */
export const provenAccounts = ({ aliases = [], ...own }: Account): Account[] => [own, ...aliases];

/** The account as a project file writes it behind its surface. */
export const asWritten = ({ surface, team, user }: Account): string => (surface === 'oidc' ? user : `${team}/${user}`);

/** An account as a project file names it. For OpenID Connect there is no team, since the file doesn't name the issuer. */
export interface NamedAccount {
  surface: keyof Person['accounts'];
  team?: string;
  user: string;
}

export const accountsNamed = ({ accounts }: Person): NamedAccount[] =>
  Object.entries(accounts).map(([surface, written]) => readNamed(surface as keyof Person['accounts'], written));

function readNamed(surface: NamedAccount['surface'], written: string): NamedAccount {
  if (surface === 'oidc') return { surface, user: sameName(written) };
  const [team = '', user = ''] = written.split('/');
  return { surface, team, user };
}

function isNamed({ accounts }: Person, account: Account): boolean {
  switch (account.surface) {
    case 'console':
    case 'slack':
    case 'discord':
      return accounts[account.surface] === asWritten(account);
    case 'oidc':
      return accounts.oidc !== undefined && sameName(accounts.oidc) === sameName(account.user);
    case 'api':
    case 'cli':
      return false;
  }
}

/** The account by which the project names this person, out of those that were proven; null if it names none of them. */
export const namedAs = (person: Person, account: Account): Account | null =>
  provenAccounts(account).find((it) => isNamed(person, it)) ?? null;

/** The person whom the project file names by this account. If its aliases belong to somebody else, the account's own ids come first. */
export function recognize(people: readonly Person[], account: Account): Person | null {
  for (const proven of provenAccounts(account)) {
    const person = people.find((it) => isNamed(it, proven));
    if (person) return person;
  }
  return null;
}
