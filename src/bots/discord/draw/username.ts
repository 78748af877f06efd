import { limits } from '../limits.ts';
import { plain, plainly } from './plain.ts';

/**
 * What Discord refuses in the name of a webhook's message
 * (https://discord.com/developers/docs/resources/webhook#create-webhook, …/resources/user#usernames-and-nicknames). Read as it would
 * be by eye: letters of other widths count as the plain ones.
 */
const forbidden = /discord|clyde|[@#:]|```/i;
const reserved = /^(everyone|here)$/i;

/** The name that a role's words may stand under; null where Discord takes none such: then it stands in the text. */
export function usernameOf(name: string): string | null {
  const shown = plainly(name);
  const read = shown.normalize('NFKC');
  if (shown === '' || forbidden.test(read) || reserved.test(read)) return null;
  return plain(shown, limits.username);
}
