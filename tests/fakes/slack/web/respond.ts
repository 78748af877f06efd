import type { Json } from '../world/message.ts';
import { findMessage } from '../world/places.ts';
import type { Origin } from '../world/response-urls.ts';
import type { Outcome } from './api.ts';
import { isOn } from './arguments.ts';
import { type Ground, no } from './method.ts';
import { isDraft, readDraft } from './post.ts';

const answer = (status: number, body: Json): Outcome => ({ status, headers: {}, body });

/** A post to a response_url: https://docs.slack.dev/interactivity/handling-user-interaction#message_responses; its statuses are unverified. */
export function respond(path: string, args: Json, ground: Ground): Outcome {
  const origin = ground.world.responseUrls.use(path);
  if ('error' in origin) return answer(404, no(origin.error));
  const body = sayFrom(origin, args, ground);
  return answer(body.ok === true ? 200 : 400, body);
}

/** The same words work in the acknowledgement of a slash command. */
export function sayFrom(origin: Origin, args: Json, ground: Ground): Json {
  const { world, messages } = ground;
  const channel = world.channels.get(origin.channel);
  if (channel === undefined || channel.isDeleted) return no('channel_not_found');
  if (channel.isArchived) return no('is_archived');
  if (isOn(args.delete_original)) return remove(origin, ground);
  if (isOn(args.replace_original)) return replace(origin, args, ground);
  const draft = readDraft(args, channel, world);
  if (!isDraft(draft)) return draft;
  if (args.response_type === 'in_channel') messages.write(channel, draft);
  else messages.whisper(channel, { ...draft, onlyFor: origin.user });
  return { ok: true };
}

function replace(origin: Origin, args: Json, { world, messages }: Ground): Json {
  const channel = world.channels.get(origin.channel)!;
  const { thread_ts: _, ...rest } = args;
  const draft = readDraft(rest, channel, world);
  if (!isDraft(draft)) return draft;
  const change = { text: draft.text, blocks: draft.blocks ?? [] };
  const secret = world.ephemeral.find((it) => it.ts === origin.message);
  const open = findMessage(channel, origin.message);
  if (secret !== undefined) Object.assign(secret, change);
  else if (open?.byApp) messages.rewrite(channel, open, { ...change, editedAt: world.stamps.next() });
  else return no('no_original_message');
  world.changed();
  return { ok: true };
}

function remove(origin: Origin, { world, messages }: Ground): Json {
  const channel = world.channels.get(origin.channel)!;
  const secret = world.ephemeral.findIndex((it) => it.ts === origin.message);
  const open = findMessage(channel, origin.message);
  if (secret !== -1) world.ephemeral.splice(secret, 1);
  else if (open?.byApp) messages.erase(channel, open);
  else return no('no_original_message');
  world.changed();
  return { ok: true };
}
