import type { Gateway } from '../gateway/gateway.ts';
import type { Json } from '../limits/faults.ts';
import { callbackType, type Interaction, interactionType } from '../world/interaction.ts';
import { newToken } from '../world/ids.ts';
import { asChannel, asMember, asMessage, asUser } from '../world/payloads.ts';
import { allPermissions } from '../world/permissions.ts';
import { directWith, findMessage, getChannel } from '../world/places.ts';
import { type Channel, channelType, type Message, type User } from '../world/things.ts';
import type { World } from '../world/world.ts';
import type { At, On } from './person.ts';

export interface Ground {
  world: World;
  gateway: Gateway;
  /** Milliseconds that the app has for its first answer. */
  answerWithin: number;
}

/** A modal that stands open: what was sent, what has been filled in, and where it came from. */
export interface OpenModal {
  given: Json;
  values: Map<string, string>;
  channel: Channel;
  source: Message | null;
}

type Asked = Pick<Interaction, 'type' | 'channel' | 'source'> & { data: Json };

const complaints = {
  [interactionType.command]: 'The application did not respond',
  [interactionType.component]: 'This interaction failed',
  [interactionType.autocomplete]: 'Loading options failed',
  [interactionType.modal]: 'Something went wrong. Try again.',
} as const;

/** One person before their client: where they may go, what they asked, and what Discord complained about. */
export class Self {
  readonly toasts: string[] = [];
  readonly interactions: Interaction[] = [];
  modal: OpenModal | null = null;

  constructor(
    readonly ground: Ground,
    readonly user: User,
  ) {}

  enter({ channel: ref, thread }: At): Channel {
    const { world } = this.ground;
    if (ref === 'direct') return directWith(world, this.user.id);
    const channel = getChannel(world, thread ?? ref);
    if (channel.guild && !channel.guild.members.has(this.user.id))
      throw new Error(`${this.user.name} is not in ${channel.guild.name}, where #${channel.name} is.`);
    return channel;
  }

  find(on: On): Message {
    const channel = this.enter(on);
    const secret = this.ground.world.ephemeral.find((it) => it.id === on.id && it.onlyFor === this.user.id);
    const root = channel.parent ? findMessage(channel.parent, on.id) : undefined;
    const message = findMessage(channel, on.id) ?? secret ?? root;
    if (message === undefined) throw new Error(`${this.user.name} does not see ${on.id} in #${channel.name}.`);
    return message;
  }

  own(on: On): Message {
    const message = this.find(on);
    if (message.author !== this.user) throw new Error(`The message ${on.id} is not ${this.user.name}’s.`);
    return message;
  }

  /** Ephemeral messages and the bot’s direct ones, oldest first. */
  secrets(): Message[] {
    const { world } = this.ground;
    const direct = directWith(world, this.user.id).messages.filter((it) => it.author === world.app.bot);
    const mine = world.ephemeral.filter((it) => it.onlyFor === this.user.id);
    return [...mine, ...direct].sort((a, b) => Number(BigInt(a.id) - BigInt(b.id)));
  }

  lastSecret(): Message {
    const message = this.secrets().at(-1);
    if (message === undefined) throw new Error(`${this.user.name} was shown nothing privately.`);
    return message;
  }

  /** Asks the app, and waits for its first answer. */
  async ask(asked: Asked): Promise<Interaction> {
    const { world, gateway, answerWithin } = this.ground;
    const interaction = newInteraction(world, this.user, asked);
    this.interactions.push(interaction);
    const timer = setTimeout(() => {
      interaction.failure = 'timeout';
      interaction.settle();
    }, answerWithin);
    gateway.dispatch('INTERACTION_CREATE', interaction.payload);
    await interaction.settled;
    clearTimeout(timer);
    this.#notice(interaction);
    world.changed();
    return interaction;
  }

  #notice({ type, failure, answer, channel, source }: Interaction): void {
    if (failure !== null) this.toasts.push(complaints[type]);
    else if (answer?.type === callbackType.modal)
      this.modal = { given: answer.data, values: new Map(), channel, source };
  }
}

function newInteraction(world: World, user: User, { data, ...asked }: Asked): Interaction {
  let settle = (): void => undefined;
  const settled = new Promise<void>((resolve) => (settle = resolve));
  const [id, token] = [world.ids.next(), newToken()];
  const made: Interaction = {
    ...{ id, token, user, ...asked, at: world.clock.now(), settled, settle },
    ...{ answer: null, failure: null, original: null },
    payload: { id, token, ...payloadOf(world, user, asked), data },
  };
  world.interactions.set(id, made);
  return made;
}

/** https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object-interaction-structure */
function payloadOf(world: World, user: User, { type, channel, source }: Omit<Asked, 'data'>): Json {
  const { guild } = channel;
  const permissions = String(guild?.owner === user.id ? allPermissions : (1n << 10n) | (1n << 11n));
  const isDirect = channel.type === channelType.direct;
  return {
    ...{ version: 1, application_id: world.app.id, type, channel_id: channel.id, locale: 'en-US', entitlements: [] },
    ...{ app_permissions: String(world.app.permissions), attachment_size_limit: 10_485_760, context: isDirect ? 1 : 0 },
    channel: { ...asChannel(world, channel), permissions },
    authorizing_integration_owners: { 0: guild?.id ?? '0' },
    ...(guild
      ? { guild_id: guild.id, guild: { id: guild.id, locale: 'en-US', features: [] }, guild_locale: 'en-US' }
      : { user: asUser(user) }),
    ...(guild && { member: { ...asMember(guild, user), user: asUser(user), permissions } }),
    ...(source && { message: asMessage(world, source) }),
  };
}
