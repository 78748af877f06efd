import { z } from 'zod';
import { id } from '../read/account.ts';
import type { Dispatch } from './dispatch.ts';

const ofGuild = z.looseObject({ channels: z.array(z.looseObject({ id })) });

/** Where we may do more than before, perhaps: in these channels or (null) in any. Undefined: it says nothing of that. */
export function mendedBy({ t, d }: Dispatch): readonly string[] | null | undefined {
  switch (t) {
    case 'GUILD_ROLE_UPDATE':
      return null;
    case 'CHANNEL_UPDATE':
      return typeof d.id === 'string' ? [d.id] : undefined;
    // We were invited again; or a session begins anew, which was told nothing of what was changed before it.
    case 'GUILD_CREATE':
      return ofGuild.safeParse(d).data?.channels.map((channel) => channel.id);
    default:
      return undefined;
  }
}
