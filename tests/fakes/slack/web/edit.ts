import { refuseMessage } from '../limits/message.ts';
import { messageJson } from '../payloads/message.ts';
import type { Channel } from '../world/channel.ts';
import type { Json, Message } from '../world/message.ts';
import { findMessage } from '../world/places.ts';
import { normalize } from '../world/normalize.ts';
import type { World } from '../world/world.ts';
import { channelToRead, isRefusal } from './access.ts';
import { textOf } from './arguments.ts';
import { type Method, no, noBecause } from './method.ts';
import { readMetadata } from './post.ts';

type Own = { channel: Channel; message: Message };

/** A message of the app's own, in a channel given by its id. Ephemeral ones are not to be found. */
function findOwn(world: World, args: Json, refused: string): Own | Json {
  const channel = channelToRead(world, args.channel);
  if (isRefusal(channel)) return no('channel_not_found');
  if (channel.isArchived) return no('is_archived');
  const message = findMessage(channel, args.ts);
  if (message === undefined) return no('message_not_found');
  return message.byApp ? { channel, message } : no(refused);
}

const isOwn = (it: Own | Json): it is Own => 'message' in it;

/** “The text field cannot exceed 4,000 characters” (chat.update, `msg_too_long`): a tenth of what a new message may have. */
const longestText = 4_000;

/** Text without blocks takes the blocks away; a persona stays as it was posted. */
function changeFrom(args: Json, world: World): Partial<Message> | Json {
  const refusal = refuseMessage(args);
  if (refusal !== null) return noBecause(refusal);
  if ((textOf(args.text) ?? '').length > longestText) return no('msg_too_long');
  const metadata = readMetadata(args.metadata);
  if (metadata !== null && 'error' in metadata) return no(metadata.error);
  return {
    text: textOf(args.text) ?? '',
    blocks: Array.isArray(args.blocks) ? normalize({ blocks: args.blocks as Json[] }).blocks : [],
    editedAt: world.stamps.next(),
    ...(metadata !== null && { metadata }),
  };
}

/** https://docs.slack.dev/reference/methods/chat.update */
export const updateMessage: Method = {
  tier: 3,
  token: 'bot',
  scopes: ['chat:write'],
  run: (args, { world, messages }) => {
    const own = findOwn(world, args, 'cant_update_message');
    if (!isOwn(own)) return own;
    const change = changeFrom(args, world);
    if ('ok' in change) return change;
    messages.rewrite(own.channel, own.message, change);
    const { message } = own;
    return {
      ok: true,
      channel: own.channel.id,
      ts: message.ts,
      text: message.text,
      message: messageJson(world, message),
    };
  },
};

/** https://docs.slack.dev/reference/methods/chat.delete */
export const deleteMessage: Method = {
  tier: 3,
  token: 'bot',
  scopes: ['chat:write'],
  run: (args, { world, messages }) => {
    const own = findOwn(world, args, 'cant_delete_message');
    if (!isOwn(own)) return own;
    messages.erase(own.channel, own.message);
    return { ok: true, channel: own.channel.id, ts: own.message.ts };
  },
};

/** https://docs.slack.dev/reference/methods/chat.getPermalink */
export const getPermalink: Method = {
  tier: null,
  token: 'bot',
  scopes: [],
  run: (args, { world }) => {
    const channel = channelToRead(world, args.channel);
    if (isRefusal(channel)) return no('channel_not_found');
    const message = findMessage(channel, args.message_ts);
    if (message === undefined) return no('message_not_found');
    const path = `archives/${channel.id}/p${message.ts.replace('.', '')}`;
    const inThread = message.thread === null ? '' : `?thread_ts=${message.thread}&cid=${channel.id}`;
    return { ok: true, channel: channel.id, permalink: `https://${world.team.domain}.slack.com/${path}${inThread}` };
  },
};
