import { cap } from '../cards/agent-text.ts';

/** Enough to know which words are meant. */
const excerpt = 300;
const about = (text: string): string => `“${cap(text, excerpt).text}”`;

/** What the run reads of words that changed, were deleted, or were somebody else's. The words themselves come first. */
export const changedWords = (now: string, before: string): string => `${now}${replacing}${about(before)})`;

const replacing = '\n\n(This replaces what I wrote before: ';

/** What its author wrote of it: whoever reads along need not read again what was changed. */
export const ownWords = (text: string): string => {
  const end = text.lastIndexOf(replacing);
  return end === -1 ? text : text.slice(0, end);
};

/**
 * A note on deleted words that nobody was given after all: about those that they replaced, which somebody was. Null where they
 * replaced none.
 */
export function noteOnEarlier(note: string, lost: string): string | null {
  const own = ownWords(lost);
  if (own === lost) return null;
  const earlier = lost.slice(own.length + replacing.length, -1);
  return note.replace(about(lost), () => earlier);
}

/** Null: nobody knows who deleted it. */
const deletedBy = (name: string | null): string =>
  name === null ? 'Somebody deleted this message' : `${name} deleted this message`;

export const deletedWords = (name: string | null, before: string): string =>
  `${deletedBy(name)}, which you were given: ${about(before)} Don't go by it any longer.`;

/** For the record: it was never read, and so is not told. */
export const unreadWords = (name: string | null): string => `${deletedBy(name)}. Nobody in the run goes by it.`;

export const quotedWords = (name: string, text: string): string =>
  `${name} wrote:\n${text
    .trim()
    .split('\n')
    .map((line) => `> ${line}`)
    .join('\n')}`;
