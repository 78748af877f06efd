/** What is known of a server: its name, what the bot's roles allow it there, and all roles that there are. */
export interface Guild {
  id: string;
  name: string;
  owner: string;
  roles: { id: string; permissions: bigint }[];
  /** The bot's own, with the server's id, which is everybody's. */
  ownRoles: string[];
}

interface Overwrite {
  id: string;
  allow: bigint;
  deny: bigint;
}

export const overwritesOf = ({ permission_overwrites: given }: Record<string, unknown>): Overwrite[] =>
  (Array.isArray(given) ? (given as { id: string; allow: string; deny: string }[]) : []).map(({ id, allow, deny }) => ({
    ...{ id, allow: BigInt(allow), deny: BigInt(deny) },
  }));

const administrator = 1n << 3n;
const viewChannel = 1n << 10n;
const everything = ~0n;

/** https://docs.discord.com/developers/topics/permissions#permission-overwrites: everybody's, then all roles', then the member's. */
export function allowedIn(
  { id, owner, roles, ownRoles }: Guild,
  user: string,
  overwrites: readonly Overwrite[],
): bigint {
  const base = roles.reduce((sum, role) => (ownRoles.includes(role.id) ? sum | role.permissions : sum), 0n);
  if (user === owner || (base & administrator) !== 0n) return everything;
  const others = ownRoles.filter((role) => role !== id);
  const groups = [[id], others, [user]].map((ids) => overwrites.filter((it) => ids.includes(it.id)));
  const allowed = groups.reduce((sum, group) => (sum & ~union(group, 'deny')) | union(group, 'allow'), base);
  // Who doesn't see a channel may do nothing in it.
  return (allowed & viewChannel) === 0n ? 0n : allowed;
}

const union = (overwrites: readonly Overwrite[], which: 'allow' | 'deny'): bigint =>
  overwrites.reduce((sum, it) => sum | it[which], 0n);
