import type { Json } from '../limits/faults.ts';
import { asChannel, asEvent } from './payloads.ts';
import type { Channel, Message } from './things.ts';
import type { World } from './world.ts';

const blank = {
  ...{ author: null, webhook: null, persona: null, content: '', components: [], embeds: [], files: [], flags: 0 },
  ...{ allowedMentions: undefined, nonce: null, editedAt: null, onlyFor: null, thread: null, interaction: null },
};

/** Discord numbers the components that came without an id. */
function numbered(components: Json[]): Json[] {
  let last = 0;
  const walk = (it: Json): Json => {
    const id = typeof it.id === 'number' && it.id > 0 ? it.id : ++last;
    const inner: Json = {};
    if (Array.isArray(it.components)) inner.components = (it.components as Json[]).map(walk);
    if (it.accessory) inner.accessory = walk(it.accessory as Json);
    return { ...it, id, ...inner };
  };
  return components.map(walk);
}

/** Archives a thread or revives it, and tells. */
export function setArchived(world: World, thread: Channel, isArchived: boolean): void {
  if (thread.isArchived === isArchived) return;
  thread.isArchived = isArchived;
  world.tell('THREAD_UPDATE', asChannel(world, thread));
}

/** A new message in a channel or, with `onlyFor`, before one person; “sending unarchives”. */
export function post(world: World, channel: Channel, given: Partial<Message>, id = world.ids.next()): Message {
  if (channel.isArchived && !channel.isLocked && !given.onlyFor) setArchived(world, channel, false);
  const message: Message = { ...blank, reactions: [], ...given, id, channel, at: world.clock.now() };
  message.components = numbered(message.components);
  if (message.onlyFor !== null) world.ephemeral.push(message);
  else {
    channel.messages.push(message);
    world.tell('MESSAGE_CREATE', asEvent(world, message));
  }
  world.changed();
  return message;
}

/** Changes a message. Only what is given changes; a null is nothing. */
export function edit(world: World, message: Message, given: Partial<Message>): void {
  Object.assign(message, given, { editedAt: world.clock.now() });
  if (given.components) message.components = numbered(given.components);
  if (message.onlyFor === null) world.tell('MESSAGE_UPDATE', asEvent(world, message));
  world.changed();
}

export function erase(world: World, message: Message): void {
  const list = message.onlyFor === null ? message.channel.messages : world.ephemeral;
  const at = list.indexOf(message);
  if (at !== -1) list.splice(at, 1);
  const { channel } = message;
  if (message.onlyFor === null)
    world.tell('MESSAGE_DELETE', {
      ...{ id: message.id, channel_id: channel.id },
      ...(channel.guild && { guild_id: channel.guild.id }),
    });
  world.changed();
}
