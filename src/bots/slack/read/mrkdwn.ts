import type { Addressee } from '../../../core/intent.ts';
import { withNames } from '../../../core/steering/mentioned-people.ts';

/** `<@U…>`, `<#C…|name>`, `<!here>`, `<https://…|label>`: https://docs.slack.dev/messaging/formatting-message-text */
const reference = /<([@#!]?)([^<>|\s][^<>|]*)(?:\|([^<>]*))?>/g;
const someone = /<(?:@|!subteam\^)([A-Z0-9]+)\|([^<>]+)>/g;

/**
 * What a person typed, out of the message that Slack made of it: our mention as `@wheelhouse`, people and groups as `@` and their ids, links as
 * they read, no entities. Whom and what it is said to is read from this: people choose their own names.
 */
export const typedIn = (text: string, botUser: string): string =>
  unescaped(
    text.replace(reference, (_, mark: string, name: string, label?: string) => say({ mark, name, label, botUser })),
  );

/** The same with people and groups by their names, for whoever reads it. */
export const shownIn = (text: string, botUser: string): string => withNames(typedIn(text, botUser), namesIn(text));

/** Of those whom it mentions, where Slack wrote the name beside the id. */
export const namesIn = (text: string): Map<string, string> =>
  new Map([...text.matchAll(someone)].map(([, id = '', label = '']) => [id, unescaped(label).replace(/^@/, '')]));

/** Of those whom it mentions by id alone, as Slack's own clients write them. */
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

/** Whose name they begin with, where they begin with a person's or a group's (P19). */
export function addresseeOf(text: string, botUser: string): Addressee {
  const [, name] = /^\s*<(?:@([A-Z0-9]+)|!subteam\^[A-Z0-9]+)(?:\|[^<>]*)?>/.exec(text) ?? [null, null];
  if (name === null) return 'nobody';
  return name === botUser ? 'us' : 'somebody';
}
