import type { AskKind } from '../ask/ask.ts';
import type { Place, ProjectPlace, showable } from './definition.ts';

/** What is to be shown somewhere. */
export type Shown = AskKind | 'progress' | 'talk';

/** Null: it goes where all questions go, and nowhere by a word of its own. */
const ownWord: Record<Shown, (typeof showable)[number] | null> = {
  gate: 'gates',
  blocker: 'blockers',
  suggestion: 'suggestions',
  proposal: 'proposals',
  question: null,
  progress: 'progress',
  talk: 'talk',
};

/** A place that says nothing about it shows everything. */
export function showsAt({ shows }: Pick<ProjectPlace, 'shows'>, what: Shown): boolean {
  if (shows === undefined) return true;
  const isQuestion = what !== 'progress' && what !== 'talk';
  const word = ownWord[what];
  return (isQuestion && shows.includes('questions')) || (word !== null && shows.includes(word));
}

export const isSamePlace = (one: Place, other: Place): boolean =>
  one.surface === other.surface && one.channel === other.channel;
