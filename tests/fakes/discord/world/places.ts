import { asChannel } from './payloads.ts';
import { type Channel, channelType, type Guild, type Message } from './things.ts';
import type { World } from './world.ts';

export const findChannel = (world: World, ref: string): Channel | undefined =>
  world.channels.get(ref) ??
  [...world.channels.values()].find((it) => it.name === ref && it.type !== channelType.thread && !it.isDeleted);

export function getChannel(world: World, ref: string): Channel {
  const found = findChannel(world, ref);
  if (found === undefined) throw new Error(`There is no channel ${ref}: make it with discord.channel('${ref}').`);
  return found;
}

export const findMessage = (channel: Channel, id: string): Message | undefined =>
  channel.messages.find((it) => it.id === id);

export function newChannel(world: World, given: Partial<Channel> & Pick<Channel, 'type' | 'name' | 'guild'>): Channel {
  const channel: Channel = {
    ...{ id: world.ids.next(), parent: null, owner: world.app.bot.id },
    ...{ isArchived: false, isLocked: false, isDeleted: false, denied: new Set(), messages: [] },
    ...given,
  };
  world.channels.set(channel.id, channel);
  return channel;
}

/** A thread that is told of. From a message it has the message's id. */
export function openThread(
  world: World,
  parent: Channel,
  given: { name: string; owner: string; from?: Message },
): Channel {
  const { name, owner, from } = given;
  const id = from?.id ?? world.ids.next();
  const thread = newChannel(world, { id, type: channelType.thread, name, guild: parent.guild, parent, owner });
  if (from) from.thread = thread;
  world.tell('THREAD_CREATE', { ...asChannel(world, thread), newly_created: true });
  world.changed();
  return thread;
}

/** The direct messages of somebody with the bot. */
export function directWith(world: World, user: string): Channel {
  const known = [...world.channels.values()].find((it) => it.type === channelType.direct && it.owner === user);
  return known ?? newChannel(world, { type: channelType.direct, name: `direct-${user}`, guild: null, owner: user });
}

export function newGuild(world: World, name: string): Guild {
  const id = world.ids.next();
  const owner = world.ids.next();
  world.users.set(owner, { id: owner, name: `owner of ${name}`, isBot: false, zone: 'UTC' });
  const botRole = { id: world.ids.next(), name: world.app.bot.name, permissions: world.app.permissions };
  const everyone = { id, name: '@everyone', permissions: 0n };
  const members = new Map([
    [owner, new Set<string>()],
    [world.app.bot.id, new Set([botRole.id])],
  ]);
  const roles = new Map([everyone, botRole].map((it) => [it.id, it]));
  const guild = { id, name, owner, roles, members };
  world.guilds.set(id, guild);
  return guild;
}
