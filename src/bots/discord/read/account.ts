import { z } from 'zod';
import type { Account } from '../../../core/people/actor.ts';

/** https://docs.discord.com/developers/reference#snowflakes: 64 bits, written in decimals. */
export const id = z.string().regex(/^[0-9]{1,20}$/);

export const discordAccount = (guild: string, user: string): Account => ({ surface: 'discord', team: guild, user });

/** Direct messages are in no guild, and so in no project (S9). */
export const noGuild = '?';

/** Whose words they are, as a reader is told. */
export const user = z.looseObject({
  id,
  username: z.string().optional(),
  global_name: z.string().nullish(),
  bot: z.boolean().optional(),
  system: z.boolean().optional(),
});

export const mentioned = user.extend({ member: z.looseObject({ nick: z.string().nullish() }).optional() });

/** In a guild a name of one's own comes first. */
export const nameOf = ({ member, global_name, username }: z.infer<typeof mentioned>): string | undefined =>
  [member?.nick, global_name, username].find((name) => name) ?? undefined;
