import type { Intent } from '../intent.ts';

/** Put before a name. No handle, verb or stop word begins like this, so a name is never taken for one. */
const named = /@“[^“”]*”/g;
/** The form in which a bot passes on the mention of an account: `@` and its id. */
const byId = /@([A-Z0-9]{1,32})(?![A-Za-z0-9])/g;

/**
 * The same words with names in place of the ids of mentioned people, for people and roles to read. People can give themselves any name, also
 * “wheelhouse pause”: a name must never become a command of whoever mentions it.
 */
export const withNames = (text: string, names: ReadonlyMap<string, string>): string =>
  text.replace(byId, (mention: string, id: string) => {
    const name = plainName(names.get(id) ?? '');
    return name === '' ? mention : `@“${name}”`;
  });

/** The same intent, with names in place of the ids of mentioned people. */
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

/** The words without names, for code that looks for words with a meaning: names have none. */
export const withoutNames = (text: string): string => text.replace(named, ' somebody ');
