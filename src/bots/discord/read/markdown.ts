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
/** An address in angle brackets, which Discord shows without a preview. */
const address = /<(https?:\/\/[^<>\s]+)>/g;

/**
 * What a person typed, from the content that Discord made of it: a mention of us as `@wheelhouse`, of people and roles as `@` and their ids.
 * Whom it addresses, and which command it is, is read from this, because people choose their names themselves. Bold text and code stay as typed.
 */
export const typedIn = (content: string, named: Pick<Named, 'botUser' | 'ownRole'>): string =>
  content
    .replace(address, '$1')
    .replace(reference, (whole: string, mark: string, what: string) => say(mark, what, named) ?? whole);

/** The same with people's names instead of their ids, to be read. */
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

/** Whom the words begin with (P19). Whether a role of the guild stands for one of the project's, only the door knows. */
export function addresseeOf(content: string, { botUser, ownRole }: Named): Addressee {
  const [, mark, whom] = /^\s*<@([!&]?)(\d+)>/.exec(content) ?? [];
  if (whom === undefined) return 'nobody';
  if (mark === '&') return whom === ownRole ? 'us' : 'nobody';
  return whom === botUser ? 'us' : 'somebody';
}
