import { isObject } from '../limits/check.ts';
import { refuseMessage } from '../limits/message.ts';
import type { Channel } from '../world/channel.ts';
import type { Json, Message } from '../world/message.ts';
import type { Draft } from '../world/messages.ts';
import { directWith, findMessage } from '../world/places.ts';
import { messageJson } from '../payloads/message.ts';
import { normalize } from '../world/normalize.ts';
import type { World } from '../world/world.ts';
import { channelToWrite, isRefusal } from './access.ts';
import { isOn, textOf } from './arguments.ts';
import { type Ground, type Method, no, noBecause } from './method.ts';

/** 15,000 by https://docs.slack.dev/messaging/message-metadata */
const largestMetadata = 15_000;

/** What a message carries besides its words; or why Slack takes it not. */
export function readMetadata(value: unknown): Message['metadata'] | { error: string } {
  if (value === undefined) return null;
  if (!isObject(value)) return { error: 'invalid_metadata_format' };
  const { event_type, event_payload } = value;
  if (typeof event_type !== 'string' || !isObject(event_payload)) return { error: 'invalid_metadata_format' };
  if (JSON.stringify(value).length > largestMetadata) return { error: 'metadata_too_large' };
  return { event_type, event_payload };
}

const blocksOf = (args: Json): Json[] =>
  Array.isArray(args.blocks) ? normalize({ blocks: args.blocks as Json[] }).blocks : [];

/** A reply stands under the head of a thread; a thread whose head was deleted goes on while it has replies. */
function isThread(channel: Channel, ts: unknown): boolean {
  const head = findMessage(channel, ts);
  return head === undefined ? channel.messages.some((it) => it.thread === ts) : head.thread === null;
}

/** A message from a call's arguments, if Slack takes it. Its error for an unknown thread is unverified. */
export function readDraft(args: Json, channel: Channel, world: World): Draft | Json {
  const refusal = refuseMessage(args);
  if (refusal !== null) return noBecause(refusal);
  const metadata = readMetadata(args.metadata);
  if (metadata !== null && 'error' in metadata) return no(metadata.error);
  if (args.thread_ts !== undefined && !isThread(channel, args.thread_ts)) return no('thread_not_found');
  return {
    user: world.app.botUser,
    byApp: true,
    text: textOf(args.text) ?? '',
    blocks: blocksOf(args),
    thread: textOf(args.thread_ts) ?? null,
    metadata,
    username: textOf(args.username) ?? null,
    icon: textOf(args.icon_emoji) ?? textOf(args.icon_url) ?? null,
    unfurl: { links: isOn(args.unfurl_links, true), media: isOn(args.unfurl_media, true) },
  };
}

export const isDraft = (it: Draft | Json): it is Draft => 'byApp' in it;

/** A persona needs a scope of its own; without it, Slack's answer names the scope. */
const postScopes = (args: Json): string[] =>
  [args.username, args.icon_emoji, args.icon_url].some((it) => it !== undefined)
    ? ['chat:write.customize']
    : ['chat:write'];

const memberAs = (ref: unknown, { world }: Ground): unknown =>
  typeof ref === 'string' && world.users.has(ref) ? directWith(world, ref).id : ref;

/** https://docs.slack.dev/reference/methods/chat.postMessage */
export const postMessage: Method = {
  tier: null,
  token: 'bot',
  scopes: postScopes,
  run: (args, ground) => {
    const { world, messages } = ground;
    const channel = channelToWrite(world, memberAs(args.channel, ground));
    if (isRefusal(channel)) return channel;
    const draft = readDraft(args, channel, world);
    if (!isDraft(draft)) return draft;
    const { message } = messages.write(channel, draft);
    return { ok: true, channel: channel.id, ts: message.ts, message: messageJson(world, message, true) };
  },
};

/** https://docs.slack.dev/reference/methods/chat.postEphemeral */
export const postEphemeral: Method = {
  tier: 4,
  token: 'bot',
  scopes: postScopes,
  run: (args, { world, messages }) => {
    const channel = channelToWrite(world, args.channel);
    if (isRefusal(channel)) return channel;
    const user = textOf(args.user);
    if (user === undefined || !channel.members.has(user)) return no('user_not_in_channel');
    const draft = readDraft(args, channel, world);
    if (!isDraft(draft)) return draft;
    return { ok: true, message_ts: messages.whisper(channel, { ...draft, onlyFor: user }).ts };
  },
};
