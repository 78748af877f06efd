import type { Channel } from '../world/channel.ts';
import { compose } from './compose.ts';
import type { Person } from './person.ts';
import type { Self } from './self.ts';

type Speaking = Pick<Person, 'type' | 'direct' | 'edit' | 'remove' | 'preview' | 'react'>;

async function write(self: Self, channel: Channel, text: string, thread: string | null): Promise<string> {
  if (channel.isArchived) throw new Error(`#${channel.name} is archived: nobody can write there.`);
  const draft = { user: self.user.id, text: compose(self.slack.world, text), thread };
  const { message, deliveries } = self.slack.messages.write(channel, draft);
  await self.told(deliveries);
  return message.ts;
}

/** What somebody writes, and does to what is written. */
export const speaking = (self: Self): Speaking => ({
  type: async (at, text) => {
    const first = text.split(' ')[0] ?? '';
    if (self.slack.world.app.commands.includes(first))
      throw new Error(`Slack takes ${first} as a command: use slash().`);
    return write(self, self.enter(at.channel), text, at.thread ?? null);
  },
  direct: (text, thread) => write(self, self.enter('direct'), text, thread ?? null),
  edit: async (on, text) => {
    const { channel, message } = self.own(on);
    const change = { text: compose(self.slack.world, text), editedAt: self.slack.world.stamps.next() };
    await self.told(self.slack.messages.rewrite(channel, message, change));
  },
  remove: async (on) => {
    const { channel, message } = self.own(on);
    await self.told(self.slack.messages.erase(channel, message));
  },
  preview: async (on) => {
    const { channel, message } = self.own(on);
    await self.told(self.slack.messages.rewrite(channel, message, {}));
  },
  react: async (on, emoji) => {
    const { channel, message } = self.find(on);
    const known = message.reactions.find((it) => it.name === emoji);
    if (known) known.users.push(self.user.id);
    else message.reactions.push({ name: emoji, users: [self.user.id] });
    const item = { type: 'message', channel: channel.id, ts: message.ts };
    const event = { type: 'reaction_added', user: self.user.id, reaction: emoji, item, item_user: message.user };
    await self.told(self.slack.teller.tell('reaction_added', { ...event, event_ts: self.slack.world.stamps.next() }));
  },
});
