import type { ApiKey } from '../../core/people/api-key.ts';

const dayOf = (at: Date): string => at.toISOString().slice(0, 10);

function stateOf({ revokedAt, expiresAt }: ApiKey, now: Date): string {
  if (revokedAt !== null) return `revoked ${dayOf(revokedAt)}`;
  return expiresAt > now ? `until ${dayOf(expiresAt)}` : `expired ${dayOf(expiresAt)}`;
}

/** One line for each, never a secret. */
export const showKeys = (keys: readonly ApiKey[], now: Date): string =>
  keys.length === 0
    ? 'There are no keys. wheelhouse keys create makes one.\n'
    : keys.map((key) => `${lineOf(key, now)}\n`).join('');

export const lineOf = (key: ApiKey, now: Date): string =>
  [
    key.id,
    `${key.hint}…`,
    key.projectId,
    key.name,
    key.personId ?? 'a program',
    key.permissions.join(','),
    stateOf(key, now),
    key.lastUsedAt === null ? 'never used' : `used ${dayOf(key.lastUsedAt)}`,
  ].join('  ');
