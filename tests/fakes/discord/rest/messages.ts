import { edit, erase, post } from '../world/messages.ts';
import { asMessage } from '../world/payloads.ts';
import { type Channel, channelType, type Message } from '../world/things.ts';
import type { World } from '../world/world.ts';
import { blankContent } from '../gateway/intents.ts';
import { enter, messageIn, sendingIn } from './access.ts';
import { Refusal, refused } from './refusal.ts';
import { done, messageBucket, ok, type Request, route } from './route.ts';
import { editedContent, newContent } from './write.ts';

/** “unique in the past few minutes” (create message, enforce_nonce); how few is not said. */
const nonceLife = 5 * 60_000;
const hour = 3_600_000;

/** Without the privileged intent the REST API blanks as the gateway does. */
function shown(world: World, message: Message): unknown {
  const body = asMessage(world, message);
  return world.app.intents.messageContent
    ? body
    : blankContent({ ...body, guild_id: message.channel.guild?.id }, world.app);
}

function twinOf({ world, body }: Request, channel: Channel): Message | undefined {
  if (body.enforce_nonce !== true || typeof body.nonce === 'undefined') return undefined;
  return channel.messages.find(
    (it) =>
      it.author === world.app.bot && it.nonce === String(body.nonce as string) && it.at > world.clock.now() - nonceLife,
  );
}

const createMessage = route(
  'POST /channels/:channel/messages',
  (request) => {
    const { world, params, body, files } = request;
    const needed = sendingIn(world.channels.get(params.channel!));
    const channel = enter(world, params.channel!, needed);
    if (channel.type === channelType.forum) throw refused('not a text channel');
    if (channel.isArchived && channel.isLocked) throw refused('archived');
    const given = newContent(body, files);
    const twin = twinOf(request, channel);
    return ok(asMessage(world, twin ?? post(world, channel, { ...given, author: world.app.bot })));
  },
  { bucket: messageBucket },
);

const edits = new WeakMap<Channel, number[]>();

/**
 * The number is not documented: `oldEdits` in an hour and a channel. It is a 429 with a code (what clients of it quote; discord.js types
 * `code?` in its RESTRateLimit), so that a client waits it out unless it rejects.
 */
function refuseOldEdit(world: World, message: Message): void {
  const now = world.clock.now();
  if (now - message.at <= hour) return;
  const recent = (edits.get(message.channel) ?? []).filter((at) => at > now - hour);
  if (recent.length >= world.oldEdits) {
    const after = Math.ceil((recent[0] ?? now) + hour - now) / 1000;
    throw tooOld(after);
  }
  edits.set(message.channel, [...recent, now]);
}

const tooOld = (after: number): Refusal =>
  new Refusal(429, {
    ...{ message: 'Maximum number of edits to messages older than 1 hour reached. Try again later.', code: 30_046 },
    ...{ retry_after: after, global: false },
  });

const editMessage = route(
  'PATCH /channels/:channel/messages/:message',
  ({ world, params, body, files }) => {
    const channel = enter(world, params.channel!);
    const message = messageIn(channel, params.message!);
    if (message.author !== world.app.bot) throw refused('not the author');
    if (channel.isArchived) throw refused('archived');
    const given = editedContent(message, body, files);
    refuseOldEdit(world, message);
    edit(world, message, given);
    return ok(asMessage(world, message));
  },
  { bucket: messageBucket },
);

const getMessage = route('GET /channels/:channel/messages/:message', ({ world, params }) =>
  ok(shown(world, messageIn(enter(world, params.channel!, 'ReadMessageHistory'), params.message!))),
);

const listMessages = route('GET /channels/:channel/messages', ({ world, params, query }) => {
  const { messages } = enter(world, params.channel!, 'ReadMessageHistory');
  const [before, after] = [query.get('before'), query.get('after')];
  const within = messages.filter(
    ({ id }) => (before === null || BigInt(id) < BigInt(before)) && (after === null || BigInt(id) > BigInt(after)),
  );
  const limit = Number(query.get('limit') ?? 50);
  const page = after === null ? within.slice(-limit) : within.slice(0, limit);
  return ok(page.reverse().map((it) => shown(world, it)));
});

const deleteMessage = route('DELETE /channels/:channel/messages/:message', ({ world, params }) => {
  const channel = enter(world, params.channel!);
  const message = messageIn(channel, params.message!);
  if (message.author !== world.app.bot) enter(world, channel.id, 'ManageMessages');
  if (channel.isArchived) throw refused('archived');
  erase(world, message);
  return done;
});

const react = route('PUT /channels/:channel/messages/:message/reactions/:emoji/@me', ({ world, params }) => {
  const channel = enter(world, params.channel!, 'AddReactions', 'ReadMessageHistory');
  const message = messageIn(channel, params.message!);
  if (channel.isArchived) throw refused('archived');
  message.reactions.push({ user: world.app.bot.id, emoji: params.emoji! });
  world.changed();
  return done;
});

const typing = route('POST /channels/:channel/typing', ({ world, params }) => {
  enter(world, params.channel!);
  return done;
});

export const messageRoutes = [createMessage, editMessage, getMessage, listMessages, deleteMessage, react, typing];
