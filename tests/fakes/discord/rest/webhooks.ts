import { string, optional } from '../limits/check.ts';
import { asText, refuse } from '../limits/faults.ts';
import { newToken } from '../world/ids.ts';
import { edit, erase, post } from '../world/messages.ts';
import { asMessage, asWebhook } from '../world/payloads.ts';
import { findMessage, openThread } from '../world/places.ts';
import { type Channel, channelType, type Message, type Webhook } from '../world/things.ts';
import type { World } from '../world/world.ts';
import { enter } from './access.ts';
import { formFault, hold, Refusal, refused } from './refusal.ts';
import { done, messageBucket, ok, type Request, route } from './route.ts';
import { editedContent, newContent } from './write.ts';

const mostWebhooks = 15;

/** A webhook’s name is 1–80 characters, and does not contain “discord” or “clyde” (create webhook). */
function holdName(name: unknown, field: string): void {
  hold(refuse((faults) => string(80)(name, [field], faults)));
  const bad = /discord|clyde/i.exec(asText(name));
  if (bad === null) return;
  throw formFault(field, 'USERNAME_INVALID_CONTAINS', `Username cannot contain "${bad[0].toLowerCase()}"`);
}

const webhooksIn = (world: World, channel: Channel): Webhook[] =>
  [...world.webhooks.values()].filter((it) => it.channel === channel);

const createWebhook = route('POST /channels/:channel/webhooks', ({ world, params, body }) => {
  const channel = enter(world, params.channel!, 'ManageWebhooks');
  holdName(body.name, 'name');
  if (webhooksIn(world, channel).length >= mostWebhooks) throw refused('too many webhooks');
  const webhook = { id: world.ids.next(), token: newToken(), channel, name: asText(body.name) };
  world.webhooks.set(webhook.id, webhook);
  world.tell('WEBHOOKS_UPDATE', { guild_id: channel.guild?.id, channel_id: channel.id });
  return ok(asWebhook(world, webhook));
});

const listWebhooks = route('GET /channels/:channel/webhooks', ({ world, params }) =>
  ok(webhooksIn(world, enter(world, params.channel!, 'ManageWebhooks')).map((it) => asWebhook(world, it))),
);

const deleteWebhook = route('DELETE /webhooks/:webhook', ({ world, params }) => {
  const webhook = world.webhooks.get(params.webhook!);
  if (webhook === undefined) throw refused('unknown webhook');
  enter(world, webhook.channel.id, 'ManageWebhooks');
  world.webhooks.delete(webhook.id);
  return done;
});

/** The webhook of the id and token in the path: 10015 without the one, 50027 without the other. */
function find({ world, params }: Request): Webhook {
  const webhook = world.webhooks.get(params.webhook!);
  if (webhook === undefined || webhook.channel.isDeleted) throw refused('unknown webhook');
  if (webhook.token !== params.token) throw refused('webhook token');
  return webhook;
}

/** Where it writes: its channel, or a thread of that. */
function placeOf(world: World, webhook: Webhook, thread: string | null): Channel {
  if (thread === null) return webhook.channel;
  const found = world.channels.get(thread);
  if (found?.parent !== webhook.channel || found.isDeleted) throw refused('unknown channel');
  if (found.isLocked && found.isArchived) throw refused('archived');
  return found;
}

/** Into a forum a webhook writes with `thread_id`, or opens a thread with `thread_name`. */
function forumThread({ world, body }: Request, place: Channel): Channel {
  if (place.type !== channelType.forum) return place;
  const name = asText(body.thread_name);
  if (name === '')
    throw new Refusal(400, {
      code: 220_001,
      message: 'Webhooks posted to forum channels must have a thread_name or thread_id',
    });
  return openThread(world, place, { name, owner: world.app.bot.id });
}

/** For webhooks of people as for ours: what a webhook writes is no message of the bot’s. */
function executeWebhook(request: Request): Message {
  const { world, query, body, files } = request;
  const webhook = find(request);
  const place = placeOf(world, webhook, query.get('thread_id'));
  hold(refuse((faults) => optional(string(80))(body.username, ['username'], faults)));
  if (body.username !== undefined) holdName(body.username, 'username');
  const given = newContent(body, files);
  const persona = { name: asText(body.username) || webhook.name, avatar: asText(body.avatar_url) || null };
  return post(world, forumThread(request, place), { ...given, webhook: webhook.id, persona });
}

function messageOf(request: Request): Message {
  const { world, params, query } = request;
  const webhook = find(request);
  const message = findMessage(placeOf(world, webhook, query.get('thread_id')), params.message!);
  if (message?.webhook !== webhook.id) throw refused('unknown message');
  if (message.channel.isArchived) throw refused('archived');
  return message;
}

/** The same three paths serve webhooks and interactions; these are the webhooks’ side. */
export const onWebhook = {
  execute: (request: Request) => {
    const message = executeWebhook(request);
    return request.query.get('wait') === 'true' ? ok(asMessage(request.world, message)) : done;
  },
  edit: (request: Request) => {
    const message = messageOf(request);
    edit(request.world, message, editedContent(message, request.body, request.files));
    return ok(asMessage(request.world, message));
  },
  get: (request: Request) => ok(asMessage(request.world, messageOf(request))),
  remove: (request: Request) => {
    erase(request.world, messageOf(request));
    return done;
  },
};

const getWebhook = route('GET /webhooks/:webhook/:token', (request) => ok(asWebhook(request.world, find(request))), {
  ...{ needsBot: false, bucket: messageBucket },
});

export const webhookRoutes = [createWebhook, listWebhooks, deleteWebhook, getWebhook];
