import { and, asc, eq, gt, inArray, isNull } from 'drizzle-orm';
import { codeOf } from '../src/core/outage.ts';
import type { AccountLink, AccountLinks } from '../src/core/people/links.ts';
import type { Client, DbTransaction } from './client.ts';
import { explained } from './error.ts';
import { createLinkCodes } from './link-codes.ts';
import { fromEntry } from './rows/entry.ts';
import { ledger } from './schema/ledger.ts';
import { accountLinks, linkCodes, linkSurfaceOf } from './schema/people.ts';

const uniqueViolation = '23505';

const toLink = ({ surface, team, userId, ...rest }: typeof accountLinks.$inferSelect): AccountLink => ({
  ...rest,
  account: { surface, team, user: userId },
});

/** The linked accounts of people, and the codes with which they link them, in Postgres. */
export function createLinks(client: Client): AccountLinks {
  const { db } = client;
  const changing = <T>(change: (tx: DbTransaction) => Promise<T>): Promise<T> => explained(db.transaction(change));

  return {
    ...createLinkCodes(client),

    async of(projectIds) {
      if (projectIds.length === 0) return [];
      const mine = inArray(accountLinks.projectId, [...projectIds]);
      const { linkedAt, id } = accountLinks;
      return (await explained(db.select().from(accountLinks).where(mine).orderBy(asc(linkedAt), asc(id)))).map(toLink);
    },

    confirm: (requestId, { account, ...rest }, entry) =>
      changing(async (tx) => {
        const { projectId, personId, linkedAt } = rest;
        const theirs = and(eq(linkCodes.projectId, projectId), eq(linkCodes.personId, personId));
        const waits = and(eq(linkCodes.requestId, requestId), isNull(linkCodes.settledAt), theirs);
        const inTime = and(waits, gt(linkCodes.expiresAt, linkedAt));
        const [taken] = await tx.update(linkCodes).set({ settledAt: linkedAt }).where(inTime).returning();
        if (!taken) return false;
        const { team, user: userId } = account;
        await tx.insert(accountLinks).values({ ...rest, surface: linkSurfaceOf(account), team, userId });
        await tx.insert(ledger).values(fromEntry(entry));
        return true;
      }).catch((error: unknown) => {
        if (codeOf(error) === uniqueViolation) return false;
        throw error;
      }),

    end: (linkId, at, entry) =>
      changing(async (tx) => {
        const live = and(eq(accountLinks.id, linkId), isNull(accountLinks.endedAt));
        const [ended] = await tx.update(accountLinks).set({ endedAt: at }).where(live).returning();
        if (ended) await tx.insert(ledger).values(fromEntry(entry));
        return ended !== undefined;
      }),
  };
}
