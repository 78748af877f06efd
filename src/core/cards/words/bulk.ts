import type { LeftOut } from '../../bulk.ts';
import { mostAtOnce } from '../../bulk.ts';
import type { Text } from '../card.ts';
import { endedWords, outcomeBadge } from './outcome.ts';

/** Why an Ask is answered alone, and what to do instead. */
export const leftOutWords: Record<LeftOut, string> = {
  blocker: 'A run that stopped itself is looked at alone: answer it on its card.',
  no_choice: 'This question has no such answer.',
  irreversible: "This can't be undone, so it is asked once more: answer it on its card.",
  needs_words: 'This needs a reason of its own: answer it on its card.',
  read_first: 'Its text is longer than its card: choose Show everything there, and answer below the last page.',
  too_many: `At most ${mostAtOnce} are answered at once. Choose it again with the next ones.`,
};

export const bulkWords = {
  notFound: (): Text => ['There is no such question any more. Nothing was changed.'],
  askedAnew: (): Text => [
    'This was sent before, and the question has been asked anew. Look at the newest text and answer again.',
  ],
  undecided: (status: keyof typeof endedWords): Text => [`${outcomeBadge(status, null).word}: ${endedWords[status]}.`],
  unreached: (): Text => ['Wheelhouse could not be reached for this one. Send the same again: nothing counts twice.'],
};
