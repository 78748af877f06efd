import type { Addressee } from '../intent.ts';
import type { Definition } from '../run/state.ts';

/** Whom a project knows by a handle. */
export type Known = Pick<Definition, 'people' | 'roles'>;

const handle = /(?<![\w@.])@([a-z][a-z0-9_-]*)/gi;
const first = /^\s*@([a-z][a-z0-9_-]*)/i;
/** Ourselves, and what the platforms call everybody: nobody looks for a role of that name. */
const everybody = new Set(['wheelhouse', 'here', 'channel', 'everyone', 'all', 'team']);

export const handlesIn = (text: string): string[] =>
  [...text.matchAll(handle)].map(([, name = '']) => name.toLowerCase());

const handleBefore = (text: string): string | null => first.exec(text)?.[1]?.toLowerCase() ?? null;

/** Such words are the role's, whomever the surface says besides: in an answer to what somebody else wrote, too. */
export function isToRole(text: string, { roles }: Known): boolean {
  const name = handleBefore(text);
  return roles.some((role) => role.handle === name);
}

/** By whom the words begin with. Roles do not count: they read everything that is said in a run's thread. */
export function addresseeOf(text: string, { people, roles }: Known): Addressee {
  const name = handleBefore(text);
  if (name === 'wheelhouse') return 'us';
  if (name === null || roles.some((role) => role.handle === name)) return 'nobody';
  return people.some((person) => person.id === name || person.name.toLowerCase() === name) ? 'somebody' : 'nobody';
}

/** A handle that words begin with and that is nobody's: whoever wrote it waits for a role that isn't there. */
export function unknownHandle(text: string, known: Known): string | null {
  const name = handleBefore(text);
  if (name === null || everybody.has(name) || known.roles.length === 0) return null;
  const isKnown = known.roles.some((role) => role.handle === name) || addresseeOf(text, known) === 'somebody';
  return isKnown ? null : name;
}
