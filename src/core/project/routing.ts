import type { AskKind } from '../ask/ask.ts';
import type { Place, ProjectPlace, showable } from './definition.ts';

/** Something that is to be shown at places. */
export type Shown = AskKind | 'progress' | 'talk';

/** The word for it in `shows`. Null for an agent's question, which has no word of its own: it goes wherever all questions go. */
const ownWord: Record<Shown, (typeof showable)[number] | null> = {
  gate: 'gates',
  blocker: 'blockers',
  suggestion: 'suggestions',
  proposal: 'proposals',
  question: null,
  progress: 'progress',
  talk: 'talk',
};

/** Whether the place shows this. A place without `shows` shows everything. */
export function showsAt({ shows }: Pick<ProjectPlace, 'shows'>, what: Shown): boolean {
  if (shows === undefined) return true;
  const isQuestion = what !== 'progress' && what !== 'talk';
  const word = ownWord[what];
  return (isQuestion && shows.includes('questions')) || (word !== null && shows.includes(word));
}

export const isSamePlace = (one: Place, other: Place): boolean =>
  one.surface === other.surface && one.channel === other.channel;
