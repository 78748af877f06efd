import type { Channel } from '../world/channel.ts';
import type { Json, Message } from '../world/message.ts';
import { directWith, findMessage } from '../world/places.ts';
import type { World } from '../world/world.ts';
import { messageJson } from '../payloads/message.ts';
import { channelToRead, isRefusal, scopeBy } from './access.ts';
import { isOn, textOf } from './arguments.ts';
import { type Method, no } from './method.ts';

const prefix = 'next_ts:';
const cursorAt = (ts: string): string => Buffer.from(`${prefix}${ts}`).toString('base64');

/** Where a page begins, from a cursor that an earlier one gave; null: it gave no such. */
function startOf(all: Message[], args: Json): number | null {
  const cursor = textOf(args.cursor) ?? '';
  if (cursor === '') return 0;
  const text = Buffer.from(cursor, 'base64').toString();
  const from = text.startsWith(prefix) ? all.findIndex(({ ts }) => ts === text.slice(prefix.length)) : -1;
  return from === -1 ? null : from;
}

/** `limit` at most 999, 100 by default: https://docs.slack.dev/apis/web-api/pagination */
function page(all: Message[], args: Json, world: World): Json {
  const limit = Math.min(Math.max(Number(args.limit ?? 100) || 100, 1), 999);
  const from = startOf(all, args);
  if (from === null) return no('invalid_cursor');
  const next = all[from + limit];
  return {
    ok: true,
    messages: all.slice(from, from + limit).map((it) => messageJson(world, it, isOn(args.include_all_metadata))),
    has_more: next !== undefined,
    response_metadata: { next_cursor: next === undefined ? '' : cursorAt(next.ts) },
  };
}

/** Between `oldest` and `latest`, these two left out unless `inclusive`. */
function isWithin({ ts }: Message, args: Json): boolean {
  const at = Number(ts);
  const [oldest, latest] = [Number(args.oldest ?? 0), Number(args.latest ?? Infinity)];
  return (at > oldest && at < latest) || (isOn(args.inclusive) && (at === oldest || at === latest));
}

/** Null where both can be read as times. */
function refuseRange({ oldest, latest }: Json): Json | null {
  if (Number.isNaN(Number(oldest ?? 0))) return no('invalid_ts_oldest');
  return Number.isNaN(Number(latest ?? 0)) ? no('invalid_ts_latest') : null;
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
  const heads = channel.messages.filter((it) => it.thread === null && isWithin(it, args));
  return refuseRange(args) ?? page(heads.reverse(), args, world);
});

/** https://docs.slack.dev/reference/methods/conversations.replies: oldest first, the head before them, however old it is (unverified). */
export const replies = ofChannel({ tier: 3, reads: 'history' }, (channel, args, world) => {
  const thread = findMessage(channel, args.ts)?.thread ?? args.ts;
  const all = channel.messages.filter((it) => it.ts === thread || it.thread === thread);
  if (all.length === 0) return no('thread_not_found');
  return (
    refuseRange(args) ??
    page(
      all.filter((it) => it.ts === thread || isWithin(it, args)),
      args,
      world,
    )
  );
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
