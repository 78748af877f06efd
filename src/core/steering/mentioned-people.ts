import type { Intent } from '../intent.ts';

/** No handle, verb or stop word begins with this, so no reader of words takes a name for one. */
const named = /@“[^“”]*”/g;
/** As a platform's mention of an account is read: `@` and its id. */
const byId = /@([A-Z0-9]{1,32})(?![A-Za-z0-9])/g;

/**
 * The same words with the names of those whom they mention by id, for people and roles to read. People call themselves as they like,
 * “wheelhouse pause” too: what a mention is called never becomes an order by whoever mentions it.
 */
export const withNames = (text: string, names: ReadonlyMap<string, string>): string =>
  text.replace(byId, (mention: string, id: string) => {
    const name = plainName(names.get(id) ?? '');
    return name === '' ? mention : `@“${name}”`;
  });

/** The same intent in which people who are mentioned by id stand by these names. */
export function namingPeople(intent: Intent, names: ReadonlyMap<string, string>): Intent {
  if (!('mentionedPeople' in intent)) return intent;
  const { mentionedPeople: _, ...own } = intent;
  return own.kind === 'command'
    ? { ...own, rest: withNames(own.rest, names) }
    : { ...own, text: withNames(own.text, names) };
}

const plainName = (name: string): string =>
  name
    .normalize('NFKC')
    .replace(/[@“”\s]+/g, ' ')
    .trim();

/** For whoever looks for words that mean something: a name means nobody's. */
export const withoutNames = (text: string): string => text.replace(named, ' somebody ');
