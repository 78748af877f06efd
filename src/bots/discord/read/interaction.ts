import { z } from 'zod';
import type { Visit } from '../../../core/intent.ts';
import type { TriggerSource } from '../../../core/run/run.ts';
import { readInGuild, readPressed } from '../draw/custom-id.ts';
import { componentsIn } from '../draw/components.ts';
import { readShown } from '../draw/shown-card.ts';
import { discordAccount, id, noGuild, user } from './account.ts';
import { deliveryOf, type Asking, type Pressed, type Seen, type Spot } from './read.ts';

/** https://docs.discord.com/developers/resources/channel#channel-object-channel-types: of announcements, public, private. */
const threads: readonly number[] = [10, 11, 12];
/** https://docs.discord.com/developers/resources/message#message-object-message-flags */
const ephemeral = 1 << 6;

const channel = z.looseObject({ id, type: z.number(), parent_id: id.nullish() });

/** https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object-interaction-structure */
export const interaction = z.looseObject({
  id,
  token: z.string().min(1).max(2000),
  type: z.number(),
  guild_id: id.nullish(),
  channel_id: id.nullish(),
  channel: channel.nullish(),
  /** In a guild; `user` in direct messages. */
  member: z.looseObject({ user }).nullish(),
  user: user.nullish(),
  message: z
    .looseObject({ id, channel_id: id.nullish(), flags: z.number().nullish(), components: z.unknown().optional() })
    .nullish(),
  data: z.unknown().optional(),
});
export type Interaction = z.infer<typeof interaction>;

const bys: Readonly<Record<number, Asking['by']>> = { 2: 'command', 3: 'press', 4: 'typing', 5: 'form' };

/** Null: it names nobody, or is of a kind that is not answered. */
export function spotOf(read: Interaction, { isFresh }: Pick<Seen, 'isFresh'>): Spot | null {
  const by = bys[read.type];
  const who = read.member?.user.id ?? read.user?.id;
  if (by === undefined || who === undefined) return null;
  const pressed = pressedOn(read);
  const place = pressed === null ? placeOf(read) : { channel: pressed.ref.channel, thread: pressed.ref.thread };
  return {
    account: discordAccount(guildOf(read) ?? noGuild, who),
    ...place,
    isDirect: isDirect(read),
    interaction: { id: read.id, token: read.token, by, isFresh },
    pressed,
  };
}

/** Where nobody else reads along. */
const isDirect = ({ guild_id: guild }: Interaction): boolean => (guild ?? null) === null;

/** In direct messages, our message says for which guild it is. */
const guildOf = ({ guild_id: guild, message }: Interaction): string | null =>
  guild ?? idsIn(message?.components).find((it) => it.guild !== null)?.guild ?? null;

/** The buttons on it, and for which guild they are. */
const idsIn = (components: unknown): ReturnType<typeof readInGuild>[] =>
  componentsIn(components).flatMap(({ custom_id: it }) => (typeof it === 'string' ? [readInGuild(it)] : []));

function placeOf({ channel: at, channel_id: bare }: Interaction): { channel: string | null; thread: string | null } {
  if (at && at.parent_id && threads.includes(at.type)) return { channel: at.parent_id, thread: at.id };
  return { channel: at?.id ?? bare ?? null, thread: null };
}

function pressedOn(read: Interaction): Pressed | null {
  const { message } = read;
  const { channel: at, thread: around } = placeOf(read);
  if (!message || at === null) return null;
  // A message that heads a thread is not in it: in a forum it has the thread's id, elsewhere it is in the channel.
  const isHead = message.id === around || (message.channel_id ?? around) !== around;
  return {
    ref: { channel: at, thread: isHead ? null : around, message: message.id },
    isPrivate: ((message.flags ?? 0) & ephemeral) !== 0 || isDirect(read),
    opensForm: idsIn(message.components).some(({ customId: it }) => readPressed(it).pressed === 'open'),
    ...readShown(message.components),
  };
}

export const visitOf = (
  read: Interaction,
  { account, channel, thread }: Spot,
  source: TriggerSource,
  at: Date,
): Visit => ({
  account,
  where: { surface: 'discord', channel, thread },
  delivery: deliveryOf('interaction', read.id),
  source,
  at,
});
