import type { Ground } from './people/self.ts';
import { asChannel } from './world/payloads.ts';
import { erase, setArchived } from './world/messages.ts';
import { findMessage, getChannel } from './world/places.ts';
import type { Permission } from './world/permissions.ts';
import { type Channel, channelType } from './world/things.ts';

/** What happens to places, without anybody of the test’s people doing it. */
export class Owner {
  constructor(private readonly ground: Ground) {}

  removeMessage(ref: string, id: string): void {
    const { world } = this.ground;
    const channel = getChannel(world, ref);
    const message = findMessage(channel, id);
    if (message === undefined) throw new Error(`There is no message ${id} in #${channel.name}.`);
    erase(world, message);
  }

  archive(thread: string, isLocked: boolean): void {
    const { world } = this.ground;
    const channel = getChannel(world, thread);
    channel.isLocked = isLocked;
    setArchived(world, channel, true);
    world.changed();
  }

  deleteChannel(ref: string): void {
    const { world } = this.ground;
    const channel = getChannel(world, ref);
    const isThread = channel.type === channelType.thread;
    channel.isDeleted = true;
    world.tell(isThread ? 'THREAD_DELETE' : 'CHANNEL_DELETE', asChannel(world, channel));
    world.changed();
  }

  removeWebhooks(ref: string): void {
    const { webhooks } = this.ground.world;
    const channel = getChannel(this.ground.world, ref);
    for (const [id, webhook] of webhooks) if (webhook.channel === channel) webhooks.delete(id);
  }

  deny(ref: string, permissions: Permission[]): Channel {
    const { world } = this.ground;
    const channel = getChannel(world, ref);
    channel.denied = new Set(permissions);
    world.tell('CHANNEL_UPDATE', asChannel(world, channel));
    return channel;
  }
}
