import { refuseChoices } from '../limits/command.ts';
import { asText, isObject, type Json } from '../limits/faults.ts';
import { messageFlag, v2Flag } from '../limits/kinds.ts';
import { refuseModal } from '../limits/modal.ts';
import { callbackType, type Interaction, interactionType } from '../world/interaction.ts';
import { edit, post } from '../world/messages.ts';
import { asMessage } from '../world/payloads.ts';
import type { Message } from '../world/things.ts';
import type { World } from '../world/world.ts';
import { formFault, hold, refused } from './refusal.ts';
import { done, ok, type Request, route } from './route.ts';
import { editedContent, newContent } from './write.ts';

/** What may answer what: a modal no modal, an autocomplete only choices, an update only what came from a message. */
function allowedFor(interaction: Interaction): number[] {
  const { message, defer, deferUpdate, update, choices, modal } = callbackType;
  if (interaction.type === interactionType.autocomplete) return [choices];
  const onMessage = interaction.source === null ? [] : [deferUpdate, update];
  return [message, defer, ...onMessage, ...(interaction.type === interactionType.modal ? [] : [modal])];
}

const isPrivate = (data: Json): boolean => (Number(data.flags ?? 0) & messageFlag.ephemeral) !== 0;

/** A message that answers an interaction. */
export function answerWith(
  world: World,
  interaction: Interaction,
  given: Partial<Message>,
  isEphemeral: boolean,
): Message {
  const { id, user, type, channel } = interaction;
  const made = { author: world.app.bot, interaction: { id, user, type }, onlyFor: isEphemeral ? user.id : null };
  return post(world, channel, { ...given, ...made });
}

function apply(request: Request, interaction: Interaction, type: number, data: Json): void {
  const { world, files } = request;
  const { source } = interaction;
  switch (type) {
    case callbackType.message:
      interaction.original = answerWith(world, interaction, newContent(data, files), isPrivate(data));
      return;
    case callbackType.defer:
      if ((Number(data.flags ?? 0) & v2Flag) !== 0)
        throw formFault('flags', 'BASE_TYPE_CHOICES', 'A deferred message takes no flag but EPHEMERAL.');
      interaction.original = answerWith(world, interaction, { flags: messageFlag.loading }, isPrivate(data));
      return;
    case callbackType.update:
      if (source) edit(world, source, editedContent(source, data, files));
      interaction.original = source;
      return;
    case callbackType.deferUpdate:
      interaction.original = source;
      return;
    case callbackType.choices:
      return hold(refuseChoices(data));
    default:
      hold(refuseModal(data));
  }
}

/** “You must respond within 3 seconds”, once. That a V2 flag beside a defer is refused is stricter than what is documented. */
const callback = route(
  'POST /interactions/:interaction/:token/callback',
  (request) => {
    const { world, params, body, query } = request;
    const interaction = world.interactions.get(params.interaction!);
    if (interaction === undefined || interaction.token !== params.token) throw refused('unknown interaction');
    if (interaction.failure !== null) throw refused('unknown interaction');
    if (interaction.answer !== null) throw refused('already acknowledged');
    const type = Number(body.type);
    const allowed = allowedFor(interaction);
    if (!allowed.includes(type))
      throw formFault('type', 'BASE_TYPE_CHOICES', `Value must be one of {${allowed.join(', ')}}.`);
    const data = isObject(body.data) ? body.data : {};
    apply(request, interaction, type, data);
    interaction.answer = { type, data, after: world.clock.now() - interaction.at };
    interaction.settle();
    return query.get('with_response') === 'true' ? ok(responseOf(world, interaction, type)) : done;
  },
  { needsBot: false, bucket: null },
);

function responseOf(world: World, interaction: Interaction, type: number): Json {
  const { id, original } = interaction;
  const isLoading = type === callbackType.defer;
  const about = {
    id,
    type: interaction.type,
    response_message_id: original?.id,
    response_message_ephemeral: original?.onlyFor !== null,
  };
  const shown = original && { type, message: asMessage(world, original) };
  return { interaction: { ...about, response_message_loading: isLoading }, ...(shown && { resource: shown }) };
}

export const callbackRoutes = [callback];

/** What `:message` names in the path of an interaction: `@original`, or the id of a followup. */
export const isOriginal = (params: Record<string, string>): boolean => asText(params.message) === '@original';
