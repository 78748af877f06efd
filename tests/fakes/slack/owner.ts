import type { Delivery } from './delivery/delivery.ts';
import type { Workspace } from './people/workspace.ts';
import { findMessage, getChannel } from './world/places.ts';

const first = (deliveries: Delivery[]): Promise<unknown> => Promise.all(deliveries.map((it) => it.first));

/** What happens to places and to the app, without anybody of the test's people doing it. */
export class Owner {
  constructor(private readonly slack: Workspace) {}

  async removeMessage(ref: string, ts: string): Promise<void> {
    const { world, messages } = this.slack;
    const channel = getChannel(world, ref);
    const message = findMessage(channel, ts);
    if (message === undefined) throw new Error(`There is no message ${ts} in #${channel.name}.`);
    await first(messages.erase(channel, message));
  }

  async archive(ref: string): Promise<void> {
    const channel = getChannel(this.slack.world, ref);
    channel.isArchived = true;
    await this.#tell('channel_archive', { channel: channel.id, user: 'U0OWNER' });
  }

  async deleteChannel(ref: string): Promise<void> {
    const channel = getChannel(this.slack.world, ref);
    channel.isDeleted = true;
    await this.#tell('channel_deleted', { channel: channel.id });
  }

  async removeBot(ref: string): Promise<void> {
    const { world } = this.slack;
    const channel = getChannel(world, ref);
    channel.members.delete(world.app.botUser);
    const type = channel.kind === 'private' ? 'group_left' : 'channel_left';
    await this.#tell(type, { channel: channel.id });
  }

  revokeToken(): void {
    this.slack.world.isRevoked = true;
    this.slack.world.changed();
  }

  disableLink(): void {
    this.slack.world.app.socketMode = false;
    this.slack.sockets.disable();
  }

  async #tell(type: string, fields: object): Promise<void> {
    this.slack.world.changed();
    await first(this.slack.teller.tell(type, { type, ...fields, event_ts: this.slack.world.stamps.next() }));
  }
}
