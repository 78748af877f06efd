import type { Account } from '../../../core/people/actor.ts';
import type { Groups } from '../../../core/people/groups.ts';
import { noGuild } from '../read/account.ts';
import type { Spot } from '../read/read.ts';

/**
 * As whom they come. Of what is done in a guild, Discord says itself that a member did it. What stands in direct messages names its
 * guild for as long as it stands there: whoever has left that one since comes from none (S9). Rejects where Discord doesn't tell.
 */
export async function memberNow(
  { groups }: { groups: Pick<Groups, 'of'> },
  account: Account,
  { isDirect }: Spot,
): Promise<Account> {
  if (!isDirect || account.team === noGuild) return account;
  const { kind } = await groups.of(account, [], 'recent');
  if (kind === 'unread')
    throw new Error(`Discord did not tell whether ${account.user} is in the guild ${account.team}.`);
  return kind === 'member' ? account : { ...account, team: noGuild };
}
