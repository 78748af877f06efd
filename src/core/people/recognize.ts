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

function isNamed({ accounts }: Person, { surface, team, user }: Account): boolean {
  switch (surface) {
    case 'console':
    case 'slack':
    case 'discord':
      return accounts[surface] === `${team}/${user}`;
    case 'oidc':
      return accounts.oidc !== undefined && sameName(accounts.oidc) === sameName(user);
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
