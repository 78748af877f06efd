import type { Json } from '../limits/faults.ts';
import type { DiscordApp } from '../world/app.ts';

/** https://docs.discord.com/developers/events/gateway#gateway-intents */
export const intent = {
  ...{ guilds: 1 << 0, members: 1 << 1, webhooks: 1 << 5, presences: 1 << 8 },
  ...{ messages: 1 << 9, reactions: 1 << 10, directMessages: 1 << 12, directReactions: 1 << 13, content: 1 << 15 },
} as const;

const all = (1 << 29) - 1;

/** The close code of an IDENTIFY with these, or null: “invalid” and “disallowed” ones. */
export function refuseIntents(intents: unknown, app: DiscordApp): number | null {
  if (typeof intents !== 'number' || !Number.isInteger(intents) || intents < 0 || intents > all) return 4013;
  const allowed = app.intents;
  const isDisallowed =
    ((intents & intent.members) !== 0 && !allowed.members) ||
    ((intents & intent.presences) !== 0 && !allowed.presences) ||
    ((intents & intent.content) !== 0 && !allowed.messageContent);
  return isDisallowed ? 4014 : null;
}

/** Of which intents an event needs one; none: it comes to everybody. */
function neededFor(type: string, data: Json): number {
  const isDirect = data.guild_id === undefined;
  if (type.startsWith('MESSAGE_REACTION')) return isDirect ? intent.directReactions : intent.reactions;
  if (type.startsWith('MESSAGE_')) return isDirect ? intent.directMessages : intent.messages;
  if (type.startsWith('GUILD_MEMBER_')) return intent.members;
  if (type === 'WEBHOOKS_UPDATE') return intent.webhooks;
  return /^(?:GUILD|CHANNEL|THREAD)_/.test(type) ? intent.guilds : 0;
}

/** “Any fields containing user-inputted data are empty”, but in what the app itself wrote, direct messages and mentions of it. */
export function blankContent(message: Json, app: DiscordApp): Json {
  const mentions = (message.mentions ?? []) as Json[];
  const isOwn = (message.author as Json | undefined)?.id === app.bot.id || message.application_id === app.id;
  const isOurs = isOwn || message.guild_id === undefined || mentions.some((it) => it.id === app.bot.id);
  return isOurs ? message : { ...message, content: '', embeds: [], attachments: [], components: [] };
}

/** The event as a session of these intents gets it; null when it does not. */
export function asSeenBy(intents: number, type: string, data: Json, app: DiscordApp): Json | null {
  const needed = neededFor(type, data);
  if (needed !== 0 && (intents & needed) === 0) return null;
  const isWritten = type === 'MESSAGE_CREATE' || type === 'MESSAGE_UPDATE';
  return isWritten && (intents & intent.content) === 0 ? blankContent(data, app) : data;
}
