import type { Json } from '../limits/faults.ts';
import { messageFlag } from '../limits/kinds.ts';
import { readMarkdown } from '../text/markdown.ts';
import { textsIn } from '../text/components.ts';
import { noNames } from '../text/passage.ts';
import { bitsOf } from './permissions.ts';
import { type Channel, channelType, type Guild, type Message, type Role, type User, type Webhook } from './things.ts';
import type { World } from './world.ts';

const iso = (at: number): string => new Date(at).toISOString();

export const asUser = (user: User): Json => ({
  ...{ id: user.id, username: user.name, global_name: user.isBot ? null : user.name, discriminator: '0' },
  ...{ avatar: null, bot: user.isBot, public_flags: 0 },
});

export const asMember = (guild: Guild, user: User): Json => ({
  ...{ nick: null, avatar: null, roles: [...(guild.members.get(user.id) ?? [])], joined_at: iso(1_700_000_000_000) },
  ...{ deaf: false, mute: false, flags: 0, pending: false, premium_since: null, communication_disabled_until: null },
});

export const asRole = (role: Role): Json => ({
  ...{ id: role.id, name: role.name, permissions: String(role.permissions), color: 0, hoist: false, position: 1 },
  ...{
    managed: false,
    mentionable: true,
    flags: 0,
    colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
  },
});

const asThread = (world: World, thread: Channel): Json => ({
  ...{ owner_id: thread.owner, message_count: thread.messages.length, member_count: 1, total_message_sent: 0 },
  thread_metadata: {
    ...{ archived: thread.isArchived, locked: thread.isLocked, auto_archive_duration: 10_080 },
    ...{ archive_timestamp: iso(world.clock.now()), create_timestamp: iso(world.clock.now()) },
  },
});

const overwritesOf = (world: World, channel: Channel): Json[] =>
  channel.denied.size === 0
    ? []
    : [{ id: world.app.bot.id, type: 1, allow: '0', deny: String(bitsOf([...channel.denied])) }];

export function asChannel(world: World, channel: Channel): Json {
  const last = channel.messages.at(-1)?.id ?? null;
  const common = { id: channel.id, type: channel.type, last_message_id: last, flags: 0 };
  if (channel.type === channelType.direct) return { ...common, recipients: [asUser(world.users.get(channel.owner)!)] };
  const named = { ...common, name: channel.name, guild_id: channel.guild!.id, parent_id: channel.parent?.id ?? null };
  if (channel.type === channelType.thread) return { ...named, rate_limit_per_user: 0, ...asThread(world, channel) };
  const overwrites = overwritesOf(world, channel);
  return { ...named, position: 0, nsfw: false, topic: null, permission_overwrites: overwrites, available_tags: [] };
}

export function asGuild(world: World, guild: Guild): Json {
  const channels = [...world.channels.values()].filter((it) => it.guild === guild && !it.isDeleted);
  const threads = channels.filter((it) => it.type === channelType.thread && !it.isArchived);
  const members = [...guild.members.keys()].map((id) => world.users.get(id)!);
  return {
    ...{ id: guild.id, name: guild.name, owner_id: guild.owner, icon: null, splash: null, banner: null },
    ...{ preferred_locale: 'en-US', features: [], emojis: [], stickers: [], afk_timeout: 300, verification_level: 0 },
    ...{ default_message_notifications: 0, explicit_content_filter: 0, mfa_level: 0, nsfw_level: 0, premium_tier: 0 },
    ...{ system_channel_flags: 0, joined_at: iso(1_700_000_000_000), large: false, unavailable: false },
    ...{ member_count: members.length, voice_states: [], presences: [], stage_instances: [], soundboard_sounds: [] },
    roles: [...guild.roles.values()].map(asRole),
    members: members.map((user) => ({ user: asUser(user), ...asMember(guild, user) })),
    channels: channels.filter((it) => it.type !== channelType.thread).map((it) => asChannel(world, it)),
    threads: threads.map((it) => ({ ...asChannel(world, it), member: { flags: 0, join_timestamp: iso(0) } })),
    ...{ guild_scheduled_events: [], application_id: null, afk_channel_id: null },
  };
}

/** Whom a message names: in its words and, with the V2 flag, in its text displays. */
export const namedIn = (message: Message): string[] =>
  [...readMarkdown(message.content), ...textsIn(message.components, noNames)].flatMap((it) => it.mentions);

const authorOf = (message: Message): Json =>
  message.author !== null
    ? asUser(message.author)
    : {
        ...{ id: message.webhook, username: message.persona?.name, avatar: message.persona?.avatar ?? null },
        ...{ discriminator: '0000', bot: true, global_name: null, public_flags: 0 },
      };

export function asMessage(world: World, message: Message): Json {
  const named = [...new Set(namedIn(message))];
  const users = named.flatMap((id) => world.users.get(id) ?? []);
  const { guild } = message.channel;
  return {
    ...{
      id: message.id,
      channel_id: message.channel.id,
      type: 0,
      author: authorOf(message),
      tts: false,
      pinned: false,
    },
    ...{ content: message.content, components: message.components, embeds: message.embeds, flags: flagsOf(message) },
    ...{ timestamp: iso(message.at), edited_timestamp: message.editedAt === null ? null : iso(message.editedAt) },
    mention_everyone: named.some((it) => it === 'everyone' || it === 'here'),
    mentions: users.map((it) => ({ ...asUser(it), ...(guild && { member: asMember(guild, it) }) })),
    mention_roles: named.filter((it) => it.startsWith('&')).map((it) => it.slice(1)),
    attachments: message.files.map(({ id, name, text }) => ({
      ...{ id, filename: name, size: Buffer.byteLength(text), content_type: 'text/plain; charset=utf-8' },
      ...{
        url: `https://cdn.discordapp.example/${id}/${name}`,
        proxy_url: `https://media.discordapp.example/${id}/${name}`,
      },
    })),
    ...(message.nonce !== null && { nonce: message.nonce }),
    ...(message.webhook !== null && { webhook_id: message.webhook }),
    ...(message.author === world.app.bot && { application_id: world.app.id }),
    ...(message.thread && { thread: asChannel(world, message.thread) }),
    ...(message.interaction && { interaction_metadata: asMetadata(message.interaction) }),
  };
}

const asMetadata = ({ id, user, type }: NonNullable<Message['interaction']>): Json => ({
  ...{ id, type, user: asUser(user), authorizing_integration_owners: {} },
});

const flagsOf = (message: Message): number =>
  message.flags |
  (message.thread === null ? 0 : messageFlag.hasThread) |
  (message.onlyFor === null ? 0 : messageFlag.ephemeral);

/** As it travels over the gateway: with the guild and the author’s membership. */
export function asEvent(world: World, message: Message): Json {
  const { guild } = message.channel;
  const { author } = message;
  return {
    ...asMessage(world, message),
    ...(guild && { guild_id: guild.id }),
    ...(guild && author && { member: asMember(guild, author) }),
  };
}

export const asWebhook = (world: World, webhook: Webhook): Json => ({
  ...{ id: webhook.id, type: 1, name: webhook.name, avatar: null, token: webhook.token, application_id: world.app.id },
  ...{ channel_id: webhook.channel.id, guild_id: webhook.channel.guild?.id, user: asUser(world.app.bot) },
});
