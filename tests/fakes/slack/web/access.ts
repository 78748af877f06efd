import type { Channel } from '../world/channel.ts';
import type { Json } from '../world/message.ts';
import { findChannel, isBotIn } from '../world/places.ts';
import type { World } from '../world/world.ts';
import { no } from './method.ts';

/** The channel to look into; the bot must be in it. A private one that it isn't in does not exist for it. */
export function channelToRead(world: World, ref: unknown): Channel | Json {
  const channel = typeof ref === 'string' ? world.channels.get(ref) : undefined;
  if (channel === undefined || channel.isDeleted) return no('channel_not_found');
  if (isBotIn(world, channel)) return channel;
  return no(channel.kind === 'public' ? 'not_in_channel' : 'channel_not_found');
}

/** The channel to post to; chat:write.public opens the public ones that the bot is not in. */
export function channelToWrite(world: World, ref: unknown): Channel | Json {
  const channel = findChannel(world, ref);
  if (channel === undefined) return no('channel_not_found');
  if (channel.isArchived) return no('is_archived');
  if (isBotIn(world, channel)) return channel;
  if (channel.kind !== 'public') return no('channel_not_found');
  return world.app.scopes.includes('chat:write.public') ? channel : no('not_in_channel');
}

export const isRefusal = (it: Channel | Json): it is Json => 'ok' in it;

const prefixes = { public: 'channels', private: 'groups', im: 'im' } as const;

/** `channels:history`, `groups:history` or `im:history`, by the channel's kind. */
export const scopeBy =
  (right: 'history' | 'read') =>
  (args: Json, world: World): string[] => {
    const kind = typeof args.channel === 'string' ? world.channels.get(args.channel)?.kind : undefined;
    return [`${prefixes[kind ?? 'public']}:${right}`];
  };
