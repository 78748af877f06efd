import type { PostRef } from '../../../core/cards/surface.ts';
import type { Reply } from '../../../core/intent.ts';
import { drawLead, type MessageLink } from '../draw/lead.ts';
import type { DiscordMessage } from '../draw/message.ts';
import type { AnswerParts, Asked } from './parts.ts';

/** Shows a link that only the person sees: Discord offers no way to bring somebody to a message. */
export async function leadTo(
  parts: AnswerParts,
  { account }: Asked,
  { text, to, passing = false }: Extract<Reply, { kind: 'lead' }>,
): Promise<DiscordMessage> {
  return drawLead(text, await linkTo(parts, account.team, to), { passing, site: parts.site });
}

/** What heads a forum's thread stands in that thread, which has its id. Where Discord doesn't tell, a link to the channel's own leads there too. */
async function linkTo(
  { api }: AnswerParts,
  guild: string,
  { channel, thread, message }: PostRef,
): Promise<MessageLink> {
  if (thread !== null) return { guild, channel: thread, message };
  const place = await api.channel(channel).catch(() => null);
  return { guild, channel: place?.kind === 'forum' ? message : channel, message };
}
