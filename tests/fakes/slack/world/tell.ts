import type { Courier } from '../delivery/courier.ts';
import type { Delivery } from '../delivery/delivery.ts';
import { eventCallback } from '../payloads/event.ts';
import { messageJson } from '../payloads/message.ts';
import type { Channel } from './channel.ts';
import type { Json, Message } from './message.ts';
import { isBotIn } from './places.ts';
import type { World } from './world.ts';

const channelTypes = { public: 'channel', private: 'group', im: 'im' } as const;
const messageEvents = { public: 'message.channels', private: 'message.groups', im: 'message.im' } as const;
const historyScopes = { public: 'channels:history', private: 'groups:history', im: 'im:history' } as const;

/** Tells the app what happened where its bot is, as far as it has subscribed to it and may know it. */
export class Teller {
  constructor(
    private readonly world: World,
    private readonly courier: Courier,
  ) {}

  /** An event under its subscription's name. Empty when the app is not to be told. */
  tell(name: string, event: Json, channel: Channel | null = null): Delivery[] {
    if (this.world.isRevoked || !this.world.app.events.includes(name)) return [];
    const payload = eventCallback(this.world, event, (channel?.sharedWith.length ?? 0) > 0);
    return [this.courier.send('events_api', String(event.type), payload)];
  }

  #tellMessage(channel: Channel, fields: Json): Delivery[] {
    if (!isBotIn(this.world, channel) || !this.world.app.scopes.includes(historyScopes[channel.kind])) return [];
    const event = { ...fields, channel: channel.id, channel_type: channelTypes[channel.kind] };
    return this.tell(messageEvents[channel.kind], event, channel);
  }

  /** A new message: `message`, and `app_mention` too where it names the bot. */
  wrote(channel: Channel, message: Message): Delivery[] {
    const json = messageJson(this.world, message);
    const foreign = this.world.users.get(message.user)?.team ?? this.world.team.id;
    const shared = channel.sharedWith.length > 0 && { user_team: foreign, source_team: foreign };
    const event = { ...json, ...shared, event_ts: message.ts };
    const { app } = this.world;
    const isMention = !message.byApp && channel.kind !== 'im' && message.text.includes(`<@${app.botUser}>`);
    const mention = isMention && isBotIn(this.world, channel) && app.scopes.includes('app_mentions:read');
    return [
      ...(mention ? this.tell('app_mention', { ...event, type: 'app_mention', channel: channel.id }, channel) : []),
      ...this.#tellMessage(channel, event),
    ];
  }

  changed(channel: Channel, message: Message, before: Json): Delivery[] {
    const ts = this.world.stamps.next();
    const after = messageJson(this.world, message);
    const event = { type: 'message', subtype: 'message_changed', hidden: true, ts, event_ts: ts };
    return this.#tellMessage(channel, { ...event, message: after, previous_message: before });
  }

  /** The head of a thread that has replies leaves a tombstone. */
  buried(channel: Channel, before: Json): Delivery[] {
    const ts = this.world.stamps.next();
    const head = { ts: before.ts, thread_ts: before.ts, reply_count: before.reply_count };
    const words = { subtype: 'tombstone', text: 'This message was deleted.', user: 'USLACKBOT', hidden: true };
    const event = { type: 'message', subtype: 'message_changed', hidden: true, ts, event_ts: ts };
    const message = { type: 'message', ...words, ...head };
    return this.#tellMessage(channel, { ...event, message, previous_message: before });
  }

  deleted(channel: Channel, before: Json): Delivery[] {
    const ts = this.world.stamps.next();
    const event = { type: 'message', subtype: 'message_deleted', hidden: true, ts, event_ts: ts };
    return this.#tellMessage(channel, { ...event, deleted_ts: before.ts, previous_message: before });
  }
}
