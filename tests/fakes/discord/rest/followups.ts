import { messageFlag } from '../limits/kinds.ts';
import type { Interaction } from '../world/interaction.ts';
import { edit, erase } from '../world/messages.ts';
import { asMessage } from '../world/payloads.ts';
import type { Message } from '../world/things.ts';
import { answerWith, isOriginal } from './callbacks.ts';
import { refused } from './refusal.ts';
import { done, messageBucket, ok, type Reply, type Request, route } from './route.ts';
import { onWebhook } from './webhooks.ts';
import { editedContent, newContent } from './write.ts';

/** “Interaction tokens are valid for 15 minutes”. */
const tokenLife = 15 * 60_000;

/** The interaction of this token; before its first answer there is no webhook for it. */
function find({ world, params }: Request): Interaction {
  const found = [...world.interactions.values()].find(({ token }) => token === params.token);
  if (found === undefined || world.clock.now() - found.at > tokenLife) throw refused('webhook token');
  if (found.answer === null) throw refused('unknown webhook');
  return found;
}

function messageOf(request: Request): Message {
  const interaction = find(request);
  const { world, params } = request;
  const all = [...world.ephemeral, ...interaction.channel.messages];
  const made = all.find((it) => it.id === params.message && it.interaction?.id === interaction.id);
  const message = isOriginal(request.params) ? interaction.original : made;
  if (!message || !all.includes(message)) throw refused('unknown message');
  return message;
}

/** What is filled in is no longer “thinking”. */
function fill({ world, body, files }: Request, message: Message): Message {
  const isThinking = (message.flags & messageFlag.loading) !== 0;
  const given = isThinking ? newContent(body, files) : editedContent(message, body, files);
  edit(world, message, given);
  return message;
}

/** The first followup after a defer takes the place of “thinking…” (seen, not documented). */
function followUp(request: Request): Reply {
  const { world, body, files } = request;
  const interaction = find(request);
  const { original } = interaction;
  if (original !== null && (original.flags & messageFlag.loading) !== 0)
    return ok(asMessage(world, fill(request, original)));
  const given = newContent(body, files);
  const isEphemeral = (Number(body.flags ?? 0) & messageFlag.ephemeral) !== 0;
  return ok(asMessage(world, answerWith(world, interaction, given, isEphemeral)));
}

const onInteraction: typeof onWebhook = {
  execute: followUp,
  edit: (request) => ok(asMessage(request.world, fill(request, messageOf(request)))),
  get: (request) => ok(asMessage(request.world, messageOf(request))),
  remove: (request) => {
    erase(request.world, messageOf(request));
    return done;
  },
};

/** The id of an application in the path is that of its interactions; any other is a webhook’s. */
const either =
  (what: keyof typeof onWebhook) =>
  (request: Request): Reply =>
    (request.params.webhook === request.world.app.id ? onInteraction : onWebhook)[what](request);

const shared = { needsBot: false, bucket: messageBucket };

export const followupRoutes = [
  route('POST /webhooks/:webhook/:token', either('execute'), shared),
  route('PATCH /webhooks/:webhook/:token/messages/:message', either('edit'), shared),
  route('GET /webhooks/:webhook/:token/messages/:message', either('get'), shared),
  route('DELETE /webhooks/:webhook/:token/messages/:message', either('remove'), shared),
];
