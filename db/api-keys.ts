import { and, eq, gt, isNull, lt, or, type SQL } from 'drizzle-orm';
import type { ApiKey } from '../src/core/people/api-key.ts';
import type { ApiKeys, ApiRequests } from '../src/core/people/api-keys.ts';
import type { Client, DbTransaction } from './client.ts';
import { explained } from './error.ts';
import { fromEntry } from './rows/entry.ts';
import { apiKeys, apiRequests } from './schema/api.ts';
import { ledger } from './schema/ledger.ts';

type Row = typeof apiKeys.$inferSelect;

/** The last use of a key is noted at most this often, in milliseconds: nobody needs it to the second, and each note is a write. */
const usesNoted = 600_000;

const toKey = ({ digest: _digest, oldDigest: _oldDigest, oldUntil: _oldUntil, ...key }: Row): ApiKey => key;

const isLive = (now: Date): SQL | undefined => and(isNull(apiKeys.revokedAt), gt(apiKeys.expiresAt, now));

export function createApiKeys({ db }: Client): ApiKeys {
  const changing = (change: (tx: DbTransaction) => Promise<unknown>): Promise<void> =>
    explained(db.transaction(async (tx) => void (await change(tx))));

  return {
    create: (key, digest, entry) =>
      changing(async (tx) => {
        await tx.insert(apiKeys).values({ ...key, permissions: [...key.permissions], digest });
        await tx.insert(ledger).values(fromEntry(entry));
      }),

    rotate: ({ keyId, digest, hint, oldUntil, expiresAt }, entry) =>
      changing(async (tx) => {
        const renewed = { digest, hint, oldDigest: apiKeys.digest, oldUntil, expiresAt };
        await tx.update(apiKeys).set(renewed).where(eq(apiKeys.id, keyId));
        await tx.insert(ledger).values(fromEntry(entry));
      }),

    revoke: (keyId, at, entry) =>
      changing(async (tx) => {
        await tx.update(apiKeys).set({ revokedAt: at }).where(eq(apiKeys.id, keyId));
        await tx.insert(ledger).values(fromEntry(entry));
      }),

    list: async () =>
      (await explained(db.select().from(apiKeys).orderBy(apiKeys.projectId, apiKeys.createdAt))).map(toKey),

    async find(digest, now) {
      const isOld = and(eq(apiKeys.oldDigest, digest), gt(apiKeys.oldUntil, now));
      const opens = or(eq(apiKeys.digest, digest), isOld);
      const [row] = await explained(
        db
          .select()
          .from(apiKeys)
          .where(and(opens, isLive(now))),
      );
      return row ? toKey(row) : null;
    },

    async digests(now) {
      const { digest, oldDigest, oldUntil } = apiKeys;
      const rows = await explained(db.select({ digest, oldDigest, oldUntil }).from(apiKeys).where(isLive(now)));
      const old = rows.flatMap((row) => (row.oldDigest && row.oldUntil && row.oldUntil > now ? [row.oldDigest] : []));
      return new Set([...rows.map((row) => row.digest), ...old]);
    },

    async used(keyId, now) {
      const isDue = or(isNull(apiKeys.lastUsedAt), lt(apiKeys.lastUsedAt, new Date(now.getTime() - usesNoted)));
      await explained(
        db
          .update(apiKeys)
          .set({ lastUsedAt: now })
          .where(and(eq(apiKeys.id, keyId), isDue)),
      );
    },
  };
}

export const createApiRequests = ({ db }: Client): ApiRequests => ({
  async isSame(keyId, name, digest) {
    const row = { keyId, name, digest, at: new Date() };
    const [first] = await explained(db.insert(apiRequests).values(row).onConflictDoNothing().returning());
    if (first) return true;
    const mine = and(eq(apiRequests.keyId, keyId), eq(apiRequests.name, name));
    const [before] = await explained(db.select({ digest: apiRequests.digest }).from(apiRequests).where(mine));
    return before?.digest === digest;
  },
});
