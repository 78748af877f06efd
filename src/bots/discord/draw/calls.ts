import type { Words } from '../../../core/cards/card.ts';
import { escaped } from './escape.ts';
import type { DiscordMessage } from './message.ts';

/**
 * The one place where we ping: whom the system's own words call, by their ids. Nothing that anybody wrote becomes a ping: it has no
 * such id beside it, and what is not in the list of `allowed_mentions` is a name.
 */
export function callsOf({ author, calls = [] }: Words): { line: string; users: string[] } {
  if (author.kind !== 'system') return { line: '', users: [] };
  const users = calls.flatMap(({ user }) => (user === null ? [] : [user]));
  return { line: calls.map(({ user, name }) => (user === null ? escaped(name) : `<@${user}>`)).join(', '), users };
}

export const pinging = (users: string[]): Pick<DiscordMessage, 'allowed_mentions'> => ({
  allowed_mentions: { parse: [], ...(users.length === 0 ? {} : { users }) },
});
