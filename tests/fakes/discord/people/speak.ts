import { edit, erase, post } from '../world/messages.ts';
import { channelType, type Guild } from '../world/things.ts';
import type { Person } from './person.ts';
import type { Self } from './self.ts';

type Speaking = Pick<Person, 'type' | 'direct' | 'edit' | 'remove' | 'react'>;

/** `@name` as the client sends it: a person, the bot or a role of the guild; anything else stays words. */
function withMentions(self: Self, guild: Guild | null, text: string): string {
  const { users } = self.ground.world;
  const roles = [...(guild?.roles.values() ?? [])].filter((it) => it.id !== guild?.id && it.name !== 'wheelhouse');
  return text.replace(/(?<![\w<])@([\w-]+)/g, (whole, name: string) => {
    const user = [...users.values()].find((it) => it.name === name);
    if (user !== undefined) return `<@${user.id}>`;
    const role = roles.find((it) => it.name === name);
    return role === undefined ? whole : `<@&${role.id}>`;
  });
}

export const speaking = (self: Self): Speaking => ({
  type: async (at, text) => {
    const channel = self.enter(at);
    if (channel.type === channelType.forum)
      throw new Error(`#${channel.name} is a forum: write in one of its threads.`);
    if (channel.isLocked) throw new Error(`The thread ${channel.name} is locked.`);
    const content = withMentions(self, channel.guild, text);
    return post(self.ground.world, channel, { author: self.user, content }).id;
  },
  direct: async (text) => {
    const channel = self.enter({ channel: 'direct' });
    return post(self.ground.world, channel, { author: self.user, content: text }).id;
  },
  edit: async (on, text) => {
    const message = self.own(on);
    edit(self.ground.world, message, { content: withMentions(self, message.channel.guild, text) });
  },
  remove: async (on) => erase(self.ground.world, self.own(on)),
  react: async (on, emoji) => {
    const { world } = self.ground;
    const message = self.find(on);
    message.reactions.push({ user: self.user.id, emoji });
    const { id, channel } = message;
    const about = { user_id: self.user.id, channel_id: channel.id, message_id: id, emoji: { id: null, name: emoji } };
    world.tell('MESSAGE_REACTION_ADD', {
      ...about,
      ...(channel.guild && { guild_id: channel.guild.id }),
      type: 0,
      burst: false,
    });
    world.changed();
  },
});
