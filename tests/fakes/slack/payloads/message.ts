import type { Channel } from '../world/channel.ts';
import type { Json, Message } from '../world/message.ts';
import type { World } from '../world/world.ts';

/** A message as the Web API and events show it: https://docs.slack.dev/reference/events/message */
export function messageJson(world: World, message: Message, withMetadata = false): Json {
  const { thread, reactions, metadata } = message;
  return {
    type: 'message',
    ...(message.byApp ? botFields(world, message) : { user: message.user, client_msg_id: `c-${message.ts}` }),
    ts: message.ts,
    text: message.text,
    team: world.users.get(message.user)?.team ?? world.team.id,
    ...(thread === null ? threadOf(world, message) : { thread_ts: thread, parent_user_id: parentOf(world, message) }),
    ...(message.blocks.length > 0 && { blocks: message.blocks }),
    ...(message.editedAt !== null && { edited: { user: message.user, ts: message.editedAt } }),
    ...(reactions.length > 0 && { reactions: reactions.map((it) => ({ ...it, count: it.users.length })) }),
    ...(withMetadata && metadata !== null && { metadata }),
  };
}

/** A persona makes it a `bot_message`, without a user. */
function botFields({ app, team }: World, message: Message): Json {
  const profile = { id: app.botId, app_id: app.id, name: app.name, deleted: false, team_id: team.id, updated: 1 };
  if (message.username === null && message.icon === null) {
    return { user: app.botUser, bot_id: app.botId, app_id: app.id, bot_profile: profile };
  }
  return {
    subtype: 'bot_message',
    bot_id: app.botId,
    app_id: app.id,
    bot_profile: profile,
    ...(message.username !== null && { username: message.username }),
    ...(message.icon !== null && { icons: { emoji: message.icon } }),
  };
}

const channelOf = (world: World, message: Message): Channel | undefined => world.channels.get(message.channel);

const parentOf = (world: World, message: Message): string | undefined =>
  channelOf(world, message)?.messages.find((it) => it.ts === message.thread)?.user;

/** What a message that heads a thread says about it. */
function threadOf(world: World, message: Message): Json {
  const replies = channelOf(world, message)?.messages.filter((it) => it.thread === message.ts) ?? [];
  const last = replies.at(-1);
  if (last === undefined) return {};
  const users = [...new Set(replies.map((it) => it.user))];
  return {
    ...{ thread_ts: message.ts, reply_count: replies.length, reply_users_count: users.length, reply_users: users },
    ...{ latest_reply: last.ts, is_locked: false, subscribed: false },
  };
}
