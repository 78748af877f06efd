import { SnowflakeUtil } from 'discord.js';
import { z } from 'zod';
import { wordsOfSay } from '../../typed.ts';
import { id } from './account.ts';
import { shownIn } from './markdown.ts';
import { deliveryOf, ignored, type Read, type Seen } from './read.ts';
import { deliveryOfWords, groupsIn, intentOf, isPersons, message, namedIn, spotOfWords } from './words.ts';

/** https://docs.discord.com/developers/events/gateway-events#message-update */
const changed = message.extend({
  edited_timestamp: z.iso.datetime({ offset: true }).nullish(),
  attachments: z.array(z.unknown()).optional(),
});

/** https://docs.discord.com/developers/events/gateway-events#message-delete, and -bulk */
const deleted = z.looseObject({ id, channel_id: id, guild_id: id.nullish() });
const deletedMany = z.looseObject({ ids: z.array(id).max(100), channel_id: id, guild_id: id.nullish() });

/**
 * An edit by the author; or a change by Discord, which leaves the time of the last edit as it was: a link preview, a pin, the start of a
 * thread.
 */
export async function readChanged(body: unknown, seen: Seen): Promise<Read | null> {
  const read = changed.safeParse(body);
  if (!read.success) return null;
  const { edited_timestamp: edited, content, guild_id: guild, ...said } = read.data;
  if ((edited ?? null) === null || content === undefined || !guild) return ignored;
  if (isWithheld(read.data) || !isPersons(read.data) || said.author.id === seen.botUser) return ignored;
  const place = await seen.placeOf(said.channel_id);
  if (place === null) return ignored;
  const spot = spotOfWords(read.data, place);
  const named = await namedIn(read.data, seen);
  const asSaid = intentOf(read.data, guild, named);
  return {
    kind: 'visit',
    intent: {
      ...{ kind: 'edited', text: wordsOfSay(asSaid) ?? shownIn(content, named).trim(), message: said.id },
      first: { intent: asSaid, delivery: deliveryOfWords(said.id), at: saidAt(said.id) },
      ...groupsIn(content, spot.account.team, named),
    },
    visit: {
      account: spot.account,
      where: { surface: 'discord', ...place },
      delivery: deliveryOf('edit', said.id, edited ?? ''),
      source: 'discord_form',
      at: seen.at,
    },
    spot,
  };
}

const saidAt = (message: string): Date => new Date(SnowflakeUtil.timestampFrom(message));

/**
 * Without the message-content intent, an edit by which words stop mentioning us arrives empty. That doesn't take the words back: people can
 * only leave a message empty that has an attachment, and without the intent, attachments are withheld, too.
 */
const isWithheld = ({ content, attachments = [] }: z.infer<typeof changed>): boolean =>
  content === '' && attachments.length === 0;

export async function readDeleted(body: unknown, seen: Seen): Promise<Read | null> {
  const read = deleted.safeParse(body);
  return read.success ? gone(read.data, seen) : null;
}

export async function readDeletedMany(body: unknown, seen: Seen): Promise<Read | null> {
  const read = deletedMany.safeParse(body);
  if (!read.success) return null;
  const { ids, ...where } = read.data;
  return { kind: 'several', reads: await Promise.all(ids.map((one) => gone({ ...where, id: one }, seen))) };
}

/** Discord names no author: they are whoever said it to a run, if anybody did. */
async function gone(
  { id: stamp, channel_id: at, guild_id: guild }: z.infer<typeof deleted>,
  seen: Seen,
): Promise<Read> {
  const place = (guild ?? null) === null ? null : await seen.placeOf(at);
  if (place === null) return ignored;
  const account = await seen.authorOf({ surface: 'discord', channel: place.channel, message: stamp });
  if (account === null) return { kind: 'deleted', at: { ...place, message: stamp } };
  return {
    kind: 'visit',
    intent: { kind: 'deleted', message: stamp },
    visit: {
      account,
      where: { surface: 'discord', ...place },
      delivery: deliveryOf('deleted', stamp),
      source: 'discord_form',
      at: seen.at,
    },
    spot: { account, ...place, isDirect: false, interaction: null, pressed: null },
  };
}
