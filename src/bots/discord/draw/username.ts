import { limits } from '../limits.ts';
import { plain, plainly } from './plain.ts';

/**
 * What Discord refuses in the name of a webhook's message
 * (https://discord.com/developers/docs/resources/webhook#create-webhook, …/resources/user#usernames-and-nicknames). Letters of other widths and
 * styles count as the plain ones.
 */
const forbidden = /discord|clyde|[@#:]|```/i;
const reserved = /^(everyone|here)$/i;

/** The name under which a role's words are sent; null if Discord would refuse it: then the name stands in the text. */
export function usernameOf(name: string): string | null {
  const shown = plainly(name);
  const read = shown.normalize('NFKC');
  if (shown === '' || forbidden.test(read) || reserved.test(read)) return null;
  return plain(shown, limits.username);
}
