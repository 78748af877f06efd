import type { KnownBlock } from '@slack/types';
import type { Words } from '../../../core/cards/card.ts';
import { ping, richBlock, section, words } from './rich.ts';

/**
 * The one place where we ping: whom the system's own words call, by their ids, in elements of their own. Nothing that anybody wrote
 * becomes one; in the plain text they are names.
 */
export function callsOf({ author, calls = [] }: Words): { blocks: KnownBlock[]; plain: string[] } {
  if (author.kind !== 'system' || calls.length === 0) return { blocks: [], plain: [] };
  const people = calls.map(({ user, name }) => (user === null ? words(name) : ping(user)));
  const elements = people.flatMap((person, index) => (index === 0 ? [person] : [words(', '), person]));
  return { blocks: [richBlock([section(elements)])], plain: [calls.map(({ name }) => name).join(', ')] };
}
