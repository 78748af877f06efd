import type { ThreadLink } from '../../../../core/console/thread-link.ts';
import type { Account } from '../../../../core/people/actor.ts';
import { threadPath } from '../../draw/message.tsx';
import type { ConsoleParts } from '../../parts.ts';

/** Where a run is talked about, as far as this person can go there. */
export interface Threads {
  /** The path of its thread here; null where it stands in no channel that this person sees. */
  here: string | null;
  elsewhere: readonly ThreadLink[];
}

export async function threadsOf(parts: ConsoleParts, account: Account, runId: string): Promise<Threads> {
  const [places, channels, elsewhere] = await Promise.all([
    parts.placesOf({ kind: 'run', id: runId }),
    parts.roster.channels(account),
    parts.threadsElsewhere(runId),
  ]);
  const seen = places.find(({ channel }) => channels.some(({ id }) => id === channel));
  return { here: seen ? threadPath(seen.channel, seen.message) : null, elsewhere };
}
