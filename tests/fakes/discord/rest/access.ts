import type { Permission } from '../world/permissions.ts';
import { permission } from '../world/permissions.ts';
import { findMessage } from '../world/places.ts';
import { type Channel, channelType, type Message } from '../world/things.ts';
import type { World } from '../world/world.ts';
import { refused } from './refusal.ts';

/** Whether the bot may do this here: by its role, and by what is denied in the channel, or in the thread’s parent. */
export function botMay(world: World, channel: Channel, what: Permission): boolean {
  if (channel.type === channelType.direct) return true;
  const isDenied = channel.denied.has(what) || channel.parent?.denied.has(what) === true;
  return !isDenied && (world.app.permissions & permission[what]) !== 0n;
}

/** The channel, if it is there, is seen and all of this may be done in it. */
export function enter(world: World, id: string, ...needed: Permission[]): Channel {
  const channel = world.channels.get(id);
  if (channel === undefined || channel.isDeleted) throw refused('unknown channel');
  const isMember = channel.guild === null || channel.guild.members.has(world.app.bot.id);
  if (!isMember || !botMay(world, channel, 'ViewChannel')) throw refused('missing access');
  if (!needed.every((it) => botMay(world, channel, it))) throw refused('missing permissions');
  return channel;
}

/** A message that the bot may read; an ephemeral one is not found this way. */
export function messageIn(channel: Channel, id: string): Message {
  const message = findMessage(channel, id);
  if (message === undefined) throw refused('unknown message');
  return message;
}

export const sendingIn = (channel: Channel | undefined): Permission =>
  channel?.type === channelType.thread ? 'SendMessagesInThreads' : 'SendMessages';
