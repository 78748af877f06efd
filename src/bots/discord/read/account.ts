import { z } from 'zod';
import type { Account } from '../../../core/people/actor.ts';

/** https://docs.discord.com/developers/reference#snowflakes: 64 bits, written in decimals. */
export const id = z.string().regex(/^[0-9]{1,20}$/);

export const discordAccount = (guild: string, user: string): Account => ({ surface: 'discord', team: guild, user });

/** In the place of a guild, for direct messages, which belong to none, and so to no project (S9). */
export const noGuild = '?';

/** What Discord says of a person or a bot. */
export const user = z.looseObject({
  id,
  username: z.string().optional(),
  global_name: z.string().nullish(),
  bot: z.boolean().optional(),
  system: z.boolean().optional(),
});

export const mentioned = user.extend({ member: z.looseObject({ nick: z.string().nullish() }).optional() });

/** Their name in the guild comes first. */
export const nameOf = ({ member, global_name, username }: z.infer<typeof mentioned>): string | undefined =>
  [member?.nick, global_name, username].find((name) => name) ?? undefined;
