import type { Addressee } from '../../../core/intent.ts';
import { withNames } from '../../../core/steering/mentioned-people.ts';

/** `<@U…>`, `<#C…|name>`, `<!here>`, `<https://…|label>`: https://docs.slack.dev/messaging/formatting-message-text */
const reference = /<([@#!]?)([^<>|\s][^<>|]*)(?:\|([^<>]*))?>/g;
const someone = /<(?:@|!subteam\^)([A-Z0-9]+)\|([^<>]+)>/g;

/**
 * What a person typed, read from the message that Slack made of it: a mention of us as `@wheelhouse`, people and groups as `@` and their ids,
 * links as they are displayed, without entities. Commands and addressees are read from this, not from names, which people choose themselves.
 */
export const typedIn = (text: string, botUser: string): string =>
  unescaped(
    text.replace(reference, (_, mark: string, name: string, label?: string) => say({ mark, name, label, botUser })),
  );

/** The same with the names of people and groups instead of their ids, to be shown. */
export const shownIn = (text: string, botUser: string): string => withNames(typedIn(text, botUser), namesIn(text));

/** The names of the people and groups that it mentions, by id, where Slack has written them beside the id. */
export const namesIn = (text: string): Map<string, string> =>
  new Map([...text.matchAll(someone)].map(([, id = '', label = '']) => [id, unescaped(label).replace(/^@/, '')]));

/** The people whom it mentions by id alone, as Slack's own clients do. */
export function peopleIn(text: string, botUser: string): { mentionedPeople?: readonly string[] } {
  const ids = [...text.matchAll(/<@([A-Z0-9]+)>/g)].map(([, id = '']) => id).filter((id) => id !== botUser);
  return ids.length === 0 ? {} : { mentionedPeople: ids };
}

interface Reference {
  mark: string;
  name: string;
  label: string | undefined;
  botUser: string;
}

function say({ mark, name, label, botUser }: Reference): string {
  switch (mark) {
    case '@':
      return name === botUser ? '@wheelhouse' : `@${name}`;
    case '#':
      return `#${label || name}`;
    case '!':
      return name.startsWith('subteam^') ? `@${name.replace(/^subteam\^/, '')}` : label || `@${name}`;
    default:
      return link(name, label);
  }
}

/** Slack makes a link of whatever looks like one: `wheelhouse.dev` comes as `<http://wheelhouse.dev|wheelhouse.dev>`. */
function link(url: string, label: string | undefined): string {
  if (!label) return url.replace(/^(?:mailto|tel):/, '');
  return url.endsWith(label) ? label : `${label} (${url})`;
}

/** The three characters that mrkdwn is made of, in this order: `&amp;lt;` is a typed `&lt;`. */
export const unescaped = (text: string): string =>
  text.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&');

/** Whom the words are addressed to: the person or group whose mention they begin with (P19). */
export function addresseeOf(text: string, botUser: string): Addressee {
  const [, name] = /^\s*<(?:@([A-Z0-9]+)|!subteam\^[A-Z0-9]+)(?:\|[^<>]*)?>/.exec(text) ?? [null, null];
  if (name === null) return 'nobody';
  return name === botUser ? 'us' : 'somebody';
}
