import type { Words } from '../../../core/cards/card.ts';
import { escaped } from './escape.ts';
import type { DiscordMessage } from './message.ts';

/**
 * The only pings that we send: to the people whom the system's own words call. Nothing that anybody wrote pings: Discord notifies only the
 * ids that `allowed_mentions` lists, and these come from here.
 */
export function callsOf({ author, calls = [] }: Words): { line: string; users: string[] } {
  if (author.kind !== 'system') return { line: '', users: [] };
  const users = calls.flatMap(({ user }) => (user === null ? [] : [user]));
  return { line: calls.map(({ user, name }) => (user === null ? escaped(name) : `<@${user}>`)).join(', '), users };
}

export const pinging = (users: string[]): Pick<DiscordMessage, 'allowed_mentions'> => ({
  allowed_mentions: { parse: [], ...(users.length === 0 ? {} : { users }) },
});
