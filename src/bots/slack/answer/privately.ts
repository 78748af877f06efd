import type { Urgency } from '../../chat/send/urgency.ts';
import type { SlackMessage } from '../draw/message.ts';
import type { Spot } from '../read/read.ts';
import { SlackOutage } from '../send/errors.ts';
import type { AnswerParts } from './parts.ts';

/**
 * Shows it to whoever asked, and to nobody else. A response_url knows no threads, and reaches people where the bot is no member;
 * what is in a thread goes there by its own call. Where neither works, their direct messages are left. One way that is away or busy
 * keeps nobody from the others: a response_url has no rate (S19).
 */
export async function showPrivately(
  { api, log }: AnswerParts,
  spot: Spot,
  message: SlackMessage,
  urgency: Urgency = 'settlement',
): Promise<void> {
  const { account, channel, thread, responseUrl } = spot;
  const respond = async (): Promise<boolean> =>
    responseUrl !== null && (await api.respond(responseUrl, message)) === 'told';
  const post = async (): Promise<boolean> =>
    channel !== null &&
    !isDirect(channel) &&
    (await api.postEphemeral({ channel, thread }, account.user, message, urgency)) === 'shown';
  const direct = async (): Promise<boolean> => (await api.postDirect(account.user, message)) !== 'absent';
  const outage = await firstThatWorks([...(thread === null ? [respond, post] : [post, respond]), direct]);
  if (outage === 'none worked')
    log.warn({ account, channel }, 'Somebody in Slack could not be answered: nothing can be shown to them.');
  else if (outage !== null) throw outage;
}

/** A click's response_url may put another message in the place of the private one that it was made on. */
export const tookItsPlace = async ({ api }: AnswerParts, spot: Spot, message: SlackMessage): Promise<boolean> =>
  spot.pressed?.isPrivate === true &&
  spot.responseUrl !== null &&
  (await api.respond(spot.responseUrl, message, { replaceOriginal: true })) === 'told';

/** An outage where one stood in the way, for then trying again may help. */
async function firstThatWorks(ways: (() => Promise<boolean>)[]): Promise<SlackOutage | 'none worked' | null> {
  let outage: SlackOutage | 'none worked' = 'none worked';
  for (const way of ways) {
    try {
      if (await way()) return null;
    } catch (error) {
      if (!(error instanceof SlackOutage)) throw error;
      outage = error;
    }
  }
  return outage;
}

/** All of a direct message is private already, and it stays. */
const isDirect = (channel: string): boolean => channel.startsWith('D');
