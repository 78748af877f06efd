import { cap } from '../cards/agent-text.ts';

/** Enough to know which words are meant. */
const excerpt = 300;
const about = (text: string): string => `“${cap(text, excerpt).text}”`;

/** What the run reads of words that changed, were deleted, or were somebody else's. The words themselves come first. */
export const changedWords = (now: string, before: string): string =>
  `${now}\n\n(This replaces what I wrote before: ${about(before)})`;

export const deletedWords = (name: string, before: string): string =>
  `${name} has deleted this message, which you were given: ${about(before)} Don't go by it any longer.`;

export const quotedWords = (name: string, text: string): string =>
  `${name} wrote:\n${text
    .trim()
    .split('\n')
    .map((line) => `> ${line}`)
    .join('\n')}`;
