import { z } from 'zod';
import { id } from '../read/account.ts';
import type { Dispatch } from './dispatch.ts';

const ofGuild = z.looseObject({ channels: z.array(z.looseObject({ id })) });

/** The channels in which the bot may be allowed more than before; null: perhaps in all. Undefined: the dispatch is about something else. */
export function permissionsChangedBy({ t, d }: Dispatch): readonly string[] | null | undefined {
  switch (t) {
    case 'GUILD_ROLE_UPDATE':
      return null;
    case 'CHANNEL_UPDATE':
      return typeof d.id === 'string' ? [d.id] : undefined;
    // The bot was invited again; or a new session begins, which was not told of changes before it.
    case 'GUILD_CREATE':
      return ofGuild.safeParse(d).data?.channels.map((channel) => channel.id);
    default:
      return undefined;
  }
}
