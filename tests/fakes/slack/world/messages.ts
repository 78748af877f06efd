import type { Delivery } from '../delivery/delivery.ts';
import { messageJson } from '../payloads/message.ts';
import type { Channel } from './channel.ts';
import type { Message } from './message.ts';
import type { Teller } from './tell.ts';
import type { World } from './world.ts';

export type Draft = Pick<Message, 'user' | 'text'> & Partial<Message>;

/** What is written, changed and deleted, and who is told. */
export class Messages {
  constructor(
    private readonly world: World,
    private readonly teller: Teller,
  ) {}

  #make(channel: Channel, draft: Draft): Message {
    return {
      ...{ ts: this.world.stamps.next(), channel: channel.id, thread: null, byApp: false, blocks: [], metadata: null },
      ...{
        username: null,
        icon: null,
        editedAt: null,
        unfurl: { links: true, media: true },
        reactions: [],
        onlyFor: null,
      },
      ...draft,
    };
  }

  write(channel: Channel, draft: Draft): { message: Message; deliveries: Delivery[] } {
    const message = this.#make(channel, draft);
    channel.messages.push(message);
    this.world.changed();
    return { message, deliveries: this.teller.wrote(channel, message) };
  }

  /** Nobody but one person sees it, and nobody is told. */
  whisper(channel: Channel, draft: Draft & { onlyFor: string }): Message {
    const message = this.#make(channel, draft);
    this.world.ephemeral.push(message);
    this.world.changed();
    return message;
  }

  rewrite(channel: Channel, message: Message, change: Partial<Message>): Delivery[] {
    const before = messageJson(this.world, message);
    Object.assign(message, change);
    this.world.changed();
    return this.teller.changed(channel, message, before);
  }

  /** A message that heads a thread leaves the thread behind. */
  erase(channel: Channel, message: Message): Delivery[] {
    const before = messageJson(this.world, message);
    channel.messages.splice(channel.messages.indexOf(message), 1);
    this.world.changed();
    const isHead = before.reply_count !== undefined;
    return isHead ? this.teller.buried(channel, before) : this.teller.deleted(channel, before);
  }
}
