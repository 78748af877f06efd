import type { Dispatch } from './dispatch.ts';

/** Where we may do more than before, perhaps: in one channel or (null) in any. Undefined: it says nothing of that. */
export function mendedBy({ t, d }: Dispatch): string | null | undefined {
  if (t === 'GUILD_ROLE_UPDATE') return null;
  return t === 'CHANNEL_UPDATE' && typeof d.id === 'string' ? d.id : undefined;
}
