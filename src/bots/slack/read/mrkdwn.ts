import type { Addressee } from '../../../core/intent.ts';

/** `<@U…>`, `<#C…|name>`, `<!here>`, `<https://…|label>`: https://docs.slack.dev/messaging/formatting-message-text */
const reference = /<([@#!]?)([^<>|\s][^<>|]*)(?:\|([^<>]*))?>/g;

/** What a person typed, out of the message that Slack made of it: our mention as `@wheelhouse`, links as they read, no entities. */
export const typedIn = (text: string, botUser: string): string =>
  unescaped(
    text.replace(reference, (_, mark: string, name: string, label?: string) => say({ mark, name, label, botUser })),
  );

interface Reference {
  mark: string;
  name: string;
  label: string | undefined;
  botUser: string;
}

function say({ mark, name, label, botUser }: Reference): string {
  switch (mark) {
    case '@':
      return name === botUser ? '@wheelhouse' : `@${label || name}`;
    case '#':
      return `#${label || name}`;
    case '!':
      return label || `@${name.replace(/^subteam\^/, '')}`;
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
