import type { Account } from '../../../core/people/actor.ts';
import type { Groups } from '../../../core/people/groups.ts';
import { noGuild } from '../read/account.ts';
import type { Spot } from '../read/read.ts';

/**
 * The account, with the guild that the person is a member of now. For an action in a guild, Discord itself says that a member did it.
 * A message in direct messages names its guild for ever, so Discord is asked: a person who has left the guild since acts for none (S9).
 * Rejects when Discord doesn't answer.
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
