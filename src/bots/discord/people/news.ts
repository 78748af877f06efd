import { z } from 'zod';
import { id, nameOf, user } from '../read/account.ts';
import type { Dispatch } from '../receive/dispatch.ts';
import type { Member } from '../send/discord-api.ts';

/** An id begins with when it was made: https://docs.discord.com/developers/reference#snowflakes. */
const discordEpoch = 1_420_070_400_000;
const madeAt = (snowflake: string): number => Number(BigInt(snowflake) >> 22n) + discordEpoch;

const membership = z.looseObject({ nick: z.string().nullish(), roles: z.array(id) });

const interaction = z.looseObject({ id, guild_id: id, member: membership.extend({ user }) });
/** A webhook's has no member. */
const message = z.looseObject({ id, guild_id: id, author: user, member: membership });
const ofMember = z.looseObject({ guild_id: id, user: z.looseObject({ id }) });
const ofGuild = z.looseObject({ guild_id: id });
const guild = z.looseObject({ id });

/** What a dispatch tells of members. `key`: guild/user. */
export type News =
  /** They did something, and had these roles when they did it. */
  { kind: 'seen'; key: string; member: Member; at: number } | { kind: 'changed'; isAbout: (key: string) => boolean };

/** Null: nothing of members, or of another shape than we know. */
export function newsIn({ t, d }: Dispatch): News | null {
  switch (t) {
    case 'INTERACTION_CREATE': {
      const { data } = interaction.safeParse(d);
      return data ? seen(data, data.member.user, data.member) : null;
    }
    case 'MESSAGE_CREATE': {
      const { data } = message.safeParse(d);
      return data ? seen(data, data.author, data.member) : null;
    }
    case 'GUILD_MEMBER_ADD':
    case 'GUILD_MEMBER_UPDATE':
    case 'GUILD_MEMBER_REMOVE': {
      const { data } = ofMember.safeParse(d);
      return data ? changed((key) => key === `${data.guild_id}/${data.user.id}`) : null;
    }
    case 'GUILD_ROLE_DELETE': {
      const { data } = ofGuild.safeParse(d);
      return data ? changed((key) => key.startsWith(`${data.guild_id}/`)) : null;
    }
    case 'GUILD_DELETE': {
      const { data } = guild.safeParse(d);
      return data ? changed((key) => key.startsWith(`${data.id}/`)) : null;
    }
    // A session that begins anew has missed what happened meanwhile.
    case 'READY':
      return changed(() => true);
    default:
      return null;
  }
}

const changed = (isAbout: (key: string) => boolean): News => ({ kind: 'changed', isAbout });

function seen(
  { id: snowflake, guild_id }: { id: string; guild_id: string },
  by: z.infer<typeof user>,
  { nick, roles }: z.infer<typeof membership>,
): News {
  const name = nameOf({ ...by, member: { nick } }) ?? by.id;
  const member = { user: by.id, name, roles, isBot: by.bot ?? false };
  return { kind: 'seen', key: `${guild_id}/${by.id}`, member, at: madeAt(snowflake) };
}
