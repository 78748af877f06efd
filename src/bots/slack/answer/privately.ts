import type { SlackMessage } from '../draw/message.ts';
import type { Spot } from '../read/read.ts';
import type { AnswerParts } from './parts.ts';

/**
 * Shows it to whoever asked, and to nobody else. A response_url knows no threads, and reaches people where the bot is no member;
 * what is in a thread goes there by its own call. Where neither works, their direct messages are left.
 */
export async function showPrivately({ api, log }: AnswerParts, spot: Spot, message: SlackMessage): Promise<void> {
  const { account, channel, thread, responseUrl } = spot;
  const respond = async (): Promise<boolean> =>
    responseUrl !== null && (await api.respond(responseUrl, message)) === 'told';
  const post = async (): Promise<boolean> =>
    channel !== null &&
    !isDirect(channel) &&
    (await api.postEphemeral({ channel, thread }, account.user, message)) === 'shown';
  const ways = thread === null ? [respond, post] : [post, respond];
  for (const way of ways) if (await way()) return;
  if ((await api.postDirect(account.user, message)) !== 'absent') return;
  log.warn({ account, channel }, 'Somebody in Slack could not be answered: nothing can be shown to them.');
}

/** All of a direct message is private already, and it stays. */
const isDirect = (channel: string): boolean => channel.startsWith('D');
