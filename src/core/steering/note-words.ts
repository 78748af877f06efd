import { cap } from '../cards/agent-text.ts';

/** Characters that are quoted of earlier words: enough to know which ones are meant. */
const excerpt = 300;
const about = (text: string): string => `“${cap(text, excerpt).text}”`;

/** What a run reads instead of a message that was edited or deleted, or was somebody else's. The new words come first. */
export const changedWords = (now: string, before: string): string => `${now}${replacing}${about(before)})`;

const replacing = '\n\n(This replaces what I wrote before: ';

/** The part that the author wrote. People who read along have seen the earlier words. */
export const ownWords = (text: string): string => {
  const end = text.lastIndexOf(replacing);
  return end === -1 ? text : text.slice(0, end);
};

/**
 * The note about deleted words, changed for the case that nobody was given these after all: it is then about the earlier words that they
 * replaced. Null if they replaced none.
 */
export function noteOnEarlier(note: string, lost: string): string | null {
  const own = ownWords(lost);
  if (own === lost) return null;
  const earlier = lost.slice(own.length + replacing.length, -1);
  return note.replace(about(lost), () => earlier);
}

/** `name`: who deleted the message; null if nobody knows. */
const deletedBy = (name: string | null): string =>
  name === null ? 'Somebody deleted this message' : `${name} deleted this message`;

export const deletedWords = (name: string | null, before: string): string =>
  `${deletedBy(name)}, which you were given: ${about(before)} Don't go by it any longer.`;

/** Only stored, and told to no role, because the words were never read. */
export const unreadWords = (name: string | null): string => `${deletedBy(name)}. Nobody in the run goes by it.`;

export const quotedWords = (name: string, text: string): string =>
  `${name} wrote:\n${text
    .trim()
    .split('\n')
    .map((line) => `> ${line}`)
    .join('\n')}`;
