import type { Person } from '../project/definition.ts';
import type { Account } from './actor.ts';

/** An address means the same in capitals. ASCII only: lower-casing makes a `k` of the Kelvin sign, and of two people one. */
const lowered = (text: string): string => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());

const isAddress = (text: string): boolean => text.includes('@') && !text.startsWith('sub:');

/** What a project file calls a subject: one that looks like an address, or like this, is written `sub:…`. */
export const subjectName = (sub: string): string => (sub.includes('@') || sub.startsWith('sub:') ? `sub:${sub}` : sub);

/** The same for both ways to write one address. */
export const sameName = (oidc: string): string => (isAddress(oidc) ? lowered(oidc) : oidc);

/** The accounts of one sign-in, the first of them first, each on its own. */
export const provenAccounts = ({ aliases = [], ...own }: Account): Account[] => [own, ...aliases];

/** As a project file writes it, beside its surface. */
export const asWritten = ({ surface, team, user }: Account): string => (surface === 'oidc' ? user : `${team}/${user}`);

/** An account as a project file names it: which issuer a subject is of, it doesn't say. */
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

/** The one by which a project names this person; null when the account is somebody else's. */
export const namedAs = (person: Person, account: Account): Account | null =>
  provenAccounts(account).find((it) => isNamed(person, it)) ?? null;

/** The person behind an account; where a project names several, the one whom the account's own ids name. */
export function recognize(people: readonly Person[], account: Account): Person | null {
  for (const proven of provenAccounts(account)) {
    const person = people.find((it) => isNamed(it, proven));
    if (person) return person;
  }
  return null;
}
