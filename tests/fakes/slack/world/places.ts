import type { Channel } from './channel.ts';
import { newId } from './ids.ts';
import type { Message } from './message.ts';
import type { World } from './world.ts';

/** By id, or by name with or without `#`. */
export function findChannel(world: World, ref: unknown): Channel | undefined {
  if (typeof ref !== 'string') return undefined;
  const byId = world.channels.get(ref);
  const name = ref.replace(/^#/, '');
  const found = byId ?? [...world.channels.values()].find((it) => it.kind !== 'im' && it.name === name);
  return found?.isDeleted === true ? undefined : found;
}

/** A channel that a test speaks of must be there. */
export function getChannel(world: World, ref: string): Channel {
  const channel = findChannel(world, ref);
  if (channel === undefined) throw new Error(`There is no channel ${ref} in this Slack.`);
  return channel;
}

/** The direct messages of the app's bot with this user. */
export function directWith(world: World, user: string): Channel {
  const known = [...world.channels.values()].find((it) => it.kind === 'im' && it.members.has(user));
  if (known) return known;
  const channel: Channel = {
    ...{ id: newId('D'), name: 'directmessage', kind: 'im', members: new Set([user, world.app.botUser]) },
    ...{ isArchived: false, isDeleted: false, sharedWith: [], messages: [] },
  };
  world.channels.set(channel.id, channel);
  return channel;
}

export const findMessage = (channel: Channel, ts: unknown): Message | undefined =>
  channel.messages.find((it) => it.ts === ts);

export const isBotIn = (world: World, channel: Channel): boolean => channel.members.has(world.app.botUser);
