import { z } from 'zod';
import { id } from '../read/account.ts';
import type { Dispatch } from './dispatch.ts';

/** https://docs.discord.com/developers/topics/permissions#role-object-role-tags-structure */
const role = z.looseObject({ id, tags: z.looseObject({ bot_id: id.optional() }).optional() });
const ofGuild = z.looseObject({ id, roles: z.array(role) });
/** Discord makes it when a bot gets permissions of its own, which may be later than it joins. */
const made = z.looseObject({ guild_id: id, role });

/** The role that Discord makes for a bot in each guild, from what the gateway tells. Mentioning it means mentioning the bot. */
export class OwnRoles {
  /** By guild and bot. */
  readonly #roles = new Map<string, string>();

  /** Null: there is none, or the gateway has told nothing of this guild yet. */
  of(guild: string, botUser: string): string | null {
    return this.#roles.get(`${guild}/${botUser}`) ?? null;
  }

  hear({ t, d }: Dispatch): void {
    if (t === 'GUILD_CREATE') {
      const { data } = ofGuild.safeParse(d);
      if (data) data.roles.forEach((one) => this.#learn(data.id, one));
    }
    if (t === 'GUILD_ROLE_CREATE') {
      const { data } = made.safeParse(d);
      if (data) this.#learn(data.guild_id, data.role);
    }
  }

  #learn(guild: string, { id: own, tags }: z.infer<typeof role>): void {
    if (tags?.bot_id !== undefined) this.#roles.set(`${guild}/${tags.bot_id}`, own);
  }
}
