import type { Addressee } from '../intent.ts';
import type { Definition } from '../run/state.ts';

/** The people and roles that can be addressed by a handle. */
export type Known = Pick<Definition, 'people' | 'roles'>;

const handle = /(?<![\w@.])@([a-z][a-z0-9_-]*)/gi;
const first = /^\s*@([a-z][a-z0-9_-]*)/i;
/** Handles for ourselves, and for everybody: whoever writes one of these is not looking for a role. */
const everybody = new Set(['wheelhouse', 'here', 'channel', 'everyone', 'all', 'team']);

export const handlesIn = (text: string): string[] =>
  [...text.matchAll(handle)].map(([, name = '']) => name.toLowerCase());

const handleBefore = (text: string): string | null => first.exec(text)?.[1]?.toLowerCase() ?? null;

/** Whether words begin with a role's handle. They are then for the role, even if the surface says that they answer somebody else. */
export function isToRole(text: string, { roles }: Known): boolean {
  const name = handleBefore(text);
  return roles.some((role) => role.handle === name);
}

/** Who is addressed at the beginning of the words. Roles don't count, since they read everything that is said in a run's thread. */
export function addresseeOf(text: string, { people, roles }: Known): Addressee {
  const name = handleBefore(text);
  if (name === 'wheelhouse') return 'us';
  if (name === null || roles.some((role) => role.handle === name)) return 'nobody';
  return people.some((person) => person.id === name || person.name.toLowerCase() === name) ? 'somebody' : 'nobody';
}

/** A handle at the beginning of the words that nobody has, so that the author can be told; null otherwise. */
export function unknownHandle(text: string, known: Known): string | null {
  const name = handleBefore(text);
  if (name === null || everybody.has(name) || known.roles.length === 0) return null;
  const isKnown = known.roles.some((role) => role.handle === name) || addresseeOf(text, known) === 'somebody';
  return isKnown ? null : name;
}
