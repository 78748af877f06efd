import { z } from 'zod';
import { verbs } from '../../../core/cards/words/help.ts';
import type { Addressee, Intent } from '../../../core/intent.ts';
import { withNames } from '../../../core/steering/mentioned-people.ts';
import { readTyped } from '../../typed.ts';
import { discordAccount, id, mentioned, nameOf, noGuild, user } from './account.ts';
import { addresseeOf, rolesIn, typedIn, type Named } from './markdown.ts';
import { deliveryOf, ignored, type Read, type Seen, type Spot } from './read.ts';

/** A message, as MESSAGE_CREATE and MESSAGE_UPDATE have it: https://docs.discord.com/developers/resources/message#message-object */
export const message = z.looseObject({
  id,
  channel_id: id,
  guild_id: id.nullish(),
  author: user,
  type: z.number().optional(),
  webhook_id: id.nullish(),
  content: z.string().optional(),
  mentions: z.array(mentioned).optional(),
  referenced_message: z.looseObject({ author: user, webhook_id: id.nullish() }).nullish(),
});
export type DiscordSaid = z.infer<typeof message>;

/** Types of messages that people write: plain ones and replies. The others are Discord's own: who joined, what was pinned, a thread's start. */
const personal: readonly (number | undefined)[] = [undefined, 0, 19];

/** P19: nothing that bots write, in whichever way, has an effect. */
export const isPersons = ({ author, webhook_id: webhook, type }: DiscordSaid): boolean =>
  author.bot !== true && author.system !== true && (webhook ?? null) === null && personal.includes(type);

export interface AtPlace {
  channel: string;
  thread: string | null;
}

const known = verbs.map(({ verb }) => verb);

/** Without the message-content intent, messages arrive empty unless they mention us or are direct messages to us. */
export async function readWords(body: unknown, seen: Seen): Promise<Read | null> {
  const read = message.safeParse(body);
  if (!read.success) return null;
  const said = read.data;
  if (!isPersons(said) || said.author.id === seen.botUser || (said.content ?? '').trim() === '') return ignored;
  const guild = said.guild_id ?? null;
  if (guild === null) return { kind: 'direct', spot: spotOfWords(said, { channel: said.channel_id, thread: null }) };
  const place = await seen.placeOf(said.channel_id);
  if (place === null) return ignored;
  const spot = spotOfWords(said, place);
  return {
    kind: 'visit',
    intent: intentOf(said, guild, await namedIn(said, seen)),
    visit: {
      account: spot.account,
      where: { surface: 'discord', ...place },
      delivery: deliveryOfWords(said.id),
      source: 'discord_form',
      at: seen.at,
    },
    spot,
  };
}

export const deliveryOfWords = (id: string): string => deliveryOf('message', id);

export const spotOfWords = ({ author, guild_id: guild }: DiscordSaid, place: AtPlace): Spot => ({
  account: discordAccount(guild ?? noGuild, author.id),
  ...place,
  isDirect: (guild ?? null) === null,
  interaction: null,
  pressed: null,
});

export async function namedIn(said: Pick<DiscordSaid, 'guild_id' | 'mentions'>, seen: Seen): Promise<Named> {
  const { guild_id: guild, mentions } = said;
  return {
    botUser: seen.botUser,
    ownRole: guild ? await seen.ownRole(guild) : null,
    names: namesOf(mentions),
  };
}

export const namesOf = (mentions: DiscordSaid['mentions'] = []): Map<string, string> =>
  new Map(mentions.map((it) => [it.id, nameOf(it) ?? it.id]));

/** The mentioned roles of the guild, as a project file writes them. */
export const groupsIn = (content: string, guild: string, named: Named): { mentionedGroups?: readonly string[] } => {
  const groups = rolesIn(content, named).map((role) => `${guild}/${role}`);
  return groups.length === 0 ? {} : { mentionedGroups: groups };
};

export function intentOf(said: DiscordSaid, guild: string, named: Named): Intent {
  const content = said.content ?? '';
  const groups = groupsIn(content, guild, named);
  const intent = readTyped(typedIn(content, named), known);
  if (intent.kind === 'command') {
    const isFollowed = intent.verb === 'say';
    const rest = withNames(intent.rest, named.names);
    return { ...intent, rest, ...(isFollowed ? { message: said.id } : {}), ...groups };
  }
  if (intent.kind !== 'words') return intent;
  const addressed = addresseeIn(said, named);
  const text = withNames(intent.text, named.names);
  return { ...intent, text, ...groups, ...(addressed === 'nobody' ? {} : { addressed }), message: said.id };
}

/** Whom the words begin with, or else whom they reply to: Discord shows that name above them, and pings it. */
function addresseeIn(said: DiscordSaid, named: Named): Addressee {
  const first = addresseeOf(said.content ?? '', named);
  const answered = said.referenced_message;
  if (first !== 'nobody' || !answered) return first;
  if (answered.author.id === named.botUser || (answered.webhook_id ?? null) !== null) return 'us';
  return answered.author.bot !== true && named.names.has(answered.author.id) ? 'somebody' : 'nobody';
}
