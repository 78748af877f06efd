import type { Delivery } from '../delivery/delivery.ts';
import type { Channel } from '../world/channel.ts';
import type { Message } from '../world/message.ts';
import { directWith, findMessage, getChannel } from '../world/places.ts';
import type { User } from '../world/user.ts';
import type { On } from './person.ts';
import type { Press } from './press.ts';
import type { Workspace } from './workspace.ts';

/** One person before their client: where they may go, what they sent, and what Slack complained about. */
export class Self {
  readonly toasts: string[] = [];
  readonly deliveries: Delivery[] = [];
  /** The button whose native dialog stands open. */
  asked: Press | null = null;

  constructor(
    readonly slack: Workspace,
    readonly user: User,
  ) {}

  /** `direct`: the direct messages with the app's bot. */
  enter(ref: string): Channel {
    const { world } = this.slack;
    const channel = ref === 'direct' ? directWith(world, this.user.id) : getChannel(world, ref);
    if (!channel.members.has(this.user.id)) throw new Error(`${this.user.name} is not in #${channel.name}.`);
    return channel;
  }

  find(on: On): { channel: Channel; message: Message } {
    const channel = this.enter(on.channel);
    const secret = this.slack.world.ephemeral.find((it) => it.ts === on.ts && it.onlyFor === this.user.id);
    const message = findMessage(channel, on.ts) ?? secret;
    if (message === undefined) throw new Error(`${this.user.name} does not see ${on.ts} in #${channel.name}.`);
    return { channel, message };
  }

  own(on: On): { channel: Channel; message: Message } {
    const found = this.find(on);
    if (found.message.user !== this.user.id) throw new Error(`The message ${on.ts} is not ${this.user.name}’s.`);
    return found;
  }

  /** Ephemeral messages and the bot's direct ones, oldest first. */
  secrets(): Message[] {
    const { world } = this.slack;
    const direct = directWith(world, this.user.id).messages.filter((it) => it.byApp);
    const ephemeral = world.ephemeral.filter((it) => it.onlyFor === this.user.id);
    return [...ephemeral, ...direct].sort((a, b) => Number(a.ts) - Number(b.ts));
  }

  /** An interaction is sent once: when it is not acknowledged, its person is told. The words are unverified. */
  async act(delivery: Delivery, what: string): Promise<Delivery> {
    this.deliveries.push(delivery);
    const { failure } = await delivery.first;
    if (failure === null) return delivery;
    const error = failure.endsWith('timeout') ? 'operation_timeout' : 'dispatch_failed';
    this.toasts.push(`${what} failed: ${this.slack.world.app.name} failed to respond (${error}).`);
    this.slack.world.changed();
    return delivery;
  }

  /** Events: their later repeats are not awaited. */
  async told(deliveries: Delivery[]): Promise<void> {
    this.deliveries.push(...deliveries);
    await Promise.all(deliveries.map((it) => it.first));
  }
}
