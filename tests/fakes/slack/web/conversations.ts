import type { Channel } from '../world/channel.ts';
import type { Json, Message } from '../world/message.ts';
import { directWith, findMessage } from '../world/places.ts';
import type { World } from '../world/world.ts';
import { messageJson } from '../payloads/message.ts';
import { channelToRead, isRefusal, scopeBy } from './access.ts';
import { isOn, textOf } from './arguments.ts';
import { type Method, no } from './method.ts';

/** `limit` at most 999, 100 by default; the cursor is an offset. */
function page(all: Message[], args: Json, world: World): Json {
  const limit = Math.min(Math.max(Number(args.limit ?? 100) || 100, 1), 999);
  const from = Number(Buffer.from(textOf(args.cursor) ?? '', 'base64').toString()) || 0;
  const shown = all.slice(from, from + limit);
  const hasMore = from + limit < all.length;
  const next = hasMore ? Buffer.from(String(from + limit)).toString('base64') : '';
  return {
    ok: true,
    messages: shown.map((it) => messageJson(world, it, isOn(args.include_all_metadata))),
    has_more: hasMore,
    response_metadata: { next_cursor: next },
  };
}

/** Between `oldest` and `latest`, these two left out unless `inclusive`. */
function within(messages: Message[], args: Json): Message[] {
  const inclusive = isOn(args.inclusive);
  const oldest = Number(args.oldest ?? 0);
  const latest = Number(args.latest ?? Infinity);
  return messages.filter(({ ts }) => {
    const at = Number(ts);
    return (at > oldest && at < latest) || (inclusive && (at === oldest || at === latest));
  });
}

/** What is in a channel that we may read. */
const ofChannel = (
  { tier, reads }: { tier: 3 | 4; reads: 'history' | 'read' },
  look: (channel: Channel, args: Json, world: World) => Json,
): Method => ({
  tier,
  token: 'bot',
  scopes: scopeBy(reads),
  run: (args, { world }) => {
    const channel = channelToRead(world, args.channel);
    return isRefusal(channel) ? channel : look(channel, args, world);
  },
});

/** https://docs.slack.dev/reference/methods/conversations.history: newest first, replies left out. */
export const history = ofChannel({ tier: 3, reads: 'history' }, (channel, args, world) => {
  const heads = channel.messages.filter((it) => it.thread === null);
  return page(within(heads, args).reverse(), args, world);
});

/** https://docs.slack.dev/reference/methods/conversations.replies: oldest first, the head among them. */
export const replies = ofChannel({ tier: 3, reads: 'history' }, (channel, args, world) => {
  const thread = findMessage(channel, args.ts)?.thread ?? args.ts;
  const all = channel.messages.filter((it) => it.ts === thread || it.thread === thread);
  return all.length === 0 ? no('thread_not_found') : page(within(all, args), args, world);
});

const infoOf = (channel: Channel, world: World): Json => ({
  ...{ id: channel.id, name: channel.name, name_normalized: channel.name, is_archived: channel.isArchived },
  ...{ is_channel: channel.kind === 'public', is_group: channel.kind === 'private', is_im: channel.kind === 'im' },
  ...{ is_private: channel.kind !== 'public', is_member: channel.members.has(world.app.botUser) },
  ...{ is_ext_shared: channel.sharedWith.length > 0, is_shared: channel.sharedWith.length > 0 },
  ...{ context_team_id: world.team.id, shared_team_ids: [world.team.id, ...channel.sharedWith] },
  ...(channel.kind === 'im' && { user: [...channel.members].find((it) => it !== world.app.botUser) }),
});

/** https://docs.slack.dev/reference/methods/conversations.info */
export const info: Method = {
  tier: 3,
  token: 'bot',
  scopes: scopeBy('read'),
  run: (args, { world }) => {
    const channel = typeof args.channel === 'string' ? world.channels.get(args.channel) : undefined;
    const isHidden = channel?.kind === 'private' && !channel.members.has(world.app.botUser);
    if (channel === undefined || channel.isDeleted || isHidden) return no('channel_not_found');
    return { ok: true, channel: infoOf(channel, world) };
  },
};

/** https://docs.slack.dev/reference/methods/conversations.list, one page: all that are not archived, unless asked. */
export const listChannels: Method = {
  tier: 2,
  token: 'bot',
  scopes: ['channels:read', 'groups:read'],
  run: (args, { world }) => {
    const types = (textOf(args.types) ?? 'public_channel').split(',');
    const isWanted = (it: Channel): boolean =>
      (it.kind === 'public' && types.includes('public_channel')) ||
      (it.kind === 'private' && types.includes('private_channel') && it.members.has(world.app.botUser));
    const shown = [...world.channels.values()].filter((it) => !it.isDeleted && isWanted(it));
    const live = shown.filter((it) => !(isOn(args.exclude_archived) && it.isArchived));
    return { ok: true, channels: live.map((it) => infoOf(it, world)), response_metadata: { next_cursor: '' } };
  },
};

/** https://docs.slack.dev/reference/methods/conversations.members, one page. */
export const members = ofChannel({ tier: 4, reads: 'read' }, (channel) => ({
  ok: true,
  members: [...channel.members],
  response_metadata: { next_cursor: '' },
}));

/** https://docs.slack.dev/reference/methods/conversations.open, with one person. */
export const openConversation: Method = {
  tier: 3,
  token: 'bot',
  scopes: ['im:write'],
  run: (args, { world }) => {
    const user = textOf(args.users);
    if (user === undefined) return no('users_list_not_supplied');
    if (!world.users.has(user)) return no('user_not_found');
    return { ok: true, channel: { id: directWith(world, user).id } };
  },
};
