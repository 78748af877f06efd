import { string } from '../limits/check.ts';
import { asText, isObject, refuse } from '../limits/faults.ts';
import { post, setArchived } from '../world/messages.ts';
import { asChannel, asMessage } from '../world/payloads.ts';
import { directWith, openThread } from '../world/places.ts';
import { channelType } from '../world/things.ts';
import { enter, messageIn } from './access.ts';
import { hold, refused } from './refusal.ts';
import { created, done, ok, type Request, route } from './route.ts';
import { newContent } from './write.ts';

const getChannel = route('GET /channels/:channel', ({ world, params }) =>
  ok(asChannel(world, enter(world, params.channel!))),
);

const nameOf = ({ body }: Request): string => {
  hold(refuse((faults) => string(100)(body.name, ['name'], faults)));
  return asText(body.name);
};

/** A thread from a message has that message’s id. */
const threadFromMessage = route('POST /channels/:channel/messages/:message/threads', (request) => {
  const { world, params } = request;
  const channel = enter(world, params.channel!, 'CreatePublicThreads', 'ReadMessageHistory');
  const from = messageIn(channel, params.message!);
  if (from.thread !== null) throw refused('has a thread');
  const thread = openThread(world, channel, { name: nameOf(request), owner: world.app.bot.id, from });
  return created(asChannel(world, thread));
});

/** Without a message; in a forum it comes with its first one, which has the thread’s id. */
const newThread = route('POST /channels/:channel/threads', (request) => {
  const { world, params, body, files } = request;
  const parent = enter(world, params.channel!);
  const isForum = parent.type === channelType.forum;
  enter(world, parent.id, isForum ? 'SendMessages' : 'CreatePublicThreads');
  const name = nameOf(request);
  const first = isForum ? newContent(isObject(body.message) ? body.message : {}, files) : null;
  const thread = openThread(world, parent, { name, owner: world.app.bot.id });
  const shown = asChannel(world, thread);
  if (first === null) return created(shown);
  const message = post(world, thread, { ...first, author: world.app.bot }, thread.id);
  return created({ ...shown, message: asMessage(world, message) });
});

/** A thread is revived, archived or renamed. While it is archived, it can only be revived. */
const changeChannel = route('PATCH /channels/:channel', (request) => {
  const { world, params, body } = request;
  const channel = enter(world, params.channel!);
  if (channel.type !== channelType.thread) throw refused('missing permissions');
  if (channel.isArchived && body.archived !== false) throw refused('archived');
  const isOwn = channel.owner === world.app.bot.id;
  if (!isOwn || channel.isLocked || body.locked !== undefined) enter(world, channel.id, 'ManageThreads');
  if (body.name !== undefined) channel.name = nameOf(request);
  if (typeof body.locked === 'boolean') channel.isLocked = body.locked;
  if (typeof body.archived === 'boolean') setArchived(world, channel, body.archived);
  world.changed();
  return ok(asChannel(world, channel));
});

const deleteChannel = route('DELETE /channels/:channel', ({ world, params }) => {
  const channel = enter(world, params.channel!, 'ManageThreads');
  channel.isDeleted = true;
  const isThread = channel.type === channelType.thread;
  world.tell(isThread ? 'THREAD_DELETE' : 'CHANNEL_DELETE', asChannel(world, channel));
  return ok(asChannel(world, channel));
});

const joinThread = route('PUT /channels/:channel/thread-members/:user', ({ world, params }) => {
  if (enter(world, params.channel!).isArchived) throw refused('archived');
  return done;
});

const openDirect = route('POST /users/@me/channels', ({ world, body }) => {
  const user = world.users.get(asText(body.recipient_id));
  if (user === undefined) throw refused('unknown user');
  return ok(asChannel(world, directWith(world, user.id)));
});

export const channelRoutes = [
  ...[getChannel, threadFromMessage, newThread, changeChannel, deleteChannel, joinThread, openDirect],
];
