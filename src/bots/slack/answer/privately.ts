import type { Urgency } from '../../chat/send/urgency.ts';
import type { SlackMessage } from '../draw/message.ts';
import type { Spot } from '../read/read.ts';
import { SlackOutage } from '../send/errors.ts';
import type { AnswerParts } from './parts.ts';

/**
 * Shows a message to the person who asked, and to nobody else. A response_url works even where the bot is no member, but ignores
 * threads: so an answer in a thread is posted by its own call first. When neither works, it goes to the person's direct messages. A way
 * that is away or busy doesn't stop the others: a response_url has no rate limit (S19). Rejects with an outage when no way worked
 * and trying again may help.
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

/** Replaces the private message that was clicked on, by the click's response_url. False when that is not possible. */
export const tookItsPlace = async ({ api }: AnswerParts, spot: Spot, message: SlackMessage): Promise<boolean> =>
  spot.pressed?.isPrivate === true &&
  spot.responseUrl !== null &&
  (await api.respond(spot.responseUrl, message, { replaceOriginal: true })) === 'told';

/** Null once a way worked. Otherwise the outage that one of them had, if any: then trying again may help. */
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

/** Whether the channel is a direct message: there, an ordinary message is private already, and stays. */
const isDirect = (channel: string): boolean => channel.startsWith('D');
