import type { KnownBlock } from '@slack/types';
import type { Words } from '../../../core/cards/card.ts';
import { ping, richBlock, section, words } from './rich.ts';

/**
 * The people whom words of the system's call, as mentions that notify them. Nothing else that we post notifies anybody, and nothing that
 * anybody wrote becomes a mention. In the plain text they are names.
 */
export function callsOf({ author, calls = [] }: Words): { blocks: KnownBlock[]; plain: string[] } {
  if (author.kind !== 'system' || calls.length === 0) return { blocks: [], plain: [] };
  const people = calls.map(({ user, name }) => (user === null ? words(name) : ping(user)));
  const elements = people.flatMap((person, index) => (index === 0 ? [person] : [words(', '), person]));
  return { blocks: [richBlock([section(elements)])], plain: [calls.map(({ name }) => name).join(', ')] };
}
