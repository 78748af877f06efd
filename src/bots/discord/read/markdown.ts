import type { Addressee } from '../../../core/intent.ts';
import { plainTime } from '../../../core/cards/plain.ts';
import { withNames } from '../../../core/steering/mentioned-people.ts';

/** Whom the mentions in a text name. */
export interface Named {
  botUser: string;
  /** The role that Discord made for us in this guild. */
  ownRole: string | null;
  /** What people are called, by their ids; an id that is not among them stands for itself. */
  names: ReadonlyMap<string, string>;
}

/** `<@…>`, `<@!…>`, `<@&…>`, `<#…>`, `</…:…>`, `<:…:…>`, `<a:…:…>`, `<t:…:…>`: https://docs.discord.com/developers/reference#message-formatting */
const reference = /<(@!|@&|@|#|\/|a?:|t:)([^<>\s][^<>]*)>/g;
/** In angles an address shows no preview. */
const address = /<(https?:\/\/[^<>\s]+)>/g;

/**
 * What a person typed, out of the content that Discord made of it: our mention as `@wheelhouse`, people and roles of the guild as `@` and
 * their ids. Whom and what it is said to is read from this: people choose their own names. What is bold or code stays as it was typed.
 */
export const typedIn = (content: string, named: Pick<Named, 'botUser' | 'ownRole'>): string =>
  content
    .replace(address, '$1')
    .replace(reference, (whole: string, mark: string, what: string) => say(mark, what, named) ?? whole);

/** The same with people by their names, for whoever reads it. */
export const shownIn = (content: string, named: Named): string => withNames(typedIn(content, named), named.names);

function say(mark: string, what: string, { botUser, ownRole }: Pick<Named, 'botUser' | 'ownRole'>): string | null {
  switch (mark) {
    case '@':
    case '@!':
      return what === botUser ? '@wheelhouse' : `@${what}`;
    case '@&':
      return what === ownRole ? '@wheelhouse' : `@${what}`;
    case '#':
      return `#${what}`;
    case '/':
      return `/${what.replace(/:\d+$/, '')}`;
    case 't:':
      return sayTime(what);
    default:
      return `:${what.replace(/:\d+$/, '')}:`;
  }
}

/** Seconds, and how they are to be written. */
function sayTime(what: string): string | null {
  const [, seconds] = /^(-?\d{1,12})(?::[a-zA-Z])?$/.exec(what) ?? [];
  return seconds === undefined ? null : plainTime(new Date(Number(seconds) * 1000));
}

/** The roles of a guild that are mentioned, ours left out. */
export const rolesIn = (content: string, { ownRole }: Pick<Named, 'ownRole'>): string[] =>
  [...new Set([...content.matchAll(/<@&(\d{1,20})>/g)].map(([, role = '']) => role))].filter(
    (role) => role !== ownRole,
  );

/** Whom they begin with (P19). Of a role that is not ours, only the door knows whether it stands for one of the project's. */
export function addresseeOf(content: string, { botUser, ownRole }: Named): Addressee {
  const [, mark, whom] = /^\s*<@([!&]?)(\d+)>/.exec(content) ?? [];
  if (whom === undefined) return 'nobody';
  if (mark === '&') return whom === ownRole ? 'us' : 'nobody';
  return whom === botUser ? 'us' : 'somebody';
}
