import { and, asc, count, eq, gt, inArray, isNotNull, isNull, lt } from 'drizzle-orm';
import { nanoid } from 'nanoid';
import type { Account } from '../src/core/people/actor.ts';
import type { AccountLink, AccountLinks, LinkRequest } from '../src/core/people/links.ts';
import type { Client, DbTransaction } from './client.ts';
import { codeOf, explained } from './error.ts';
import { fromEntry } from './rows/entry.ts';
import { ledger } from './schema/ledger.ts';
import { accountLinks, linkCodes, linkGuesses } from './schema/people.ts';

/** So many in so many milliseconds. A code has 50 bits: a guess is not worth making, and a slip is soon forgiven. */
const mostGuesses = 5;
const guessesCount = 600_000;
/** What has served is kept for a day, so that it can be told from what never was. */
const keptCodes = 86_400_000;

const uniqueViolation = '23505';

type LinkSurface = (typeof accountLinks.$inferSelect)['surface'];
const surfaceOf = ({ surface }: Account): LinkSurface => {
  if (surface === 'slack' || surface === 'discord') return surface;
  throw new Error(`bug-link-surface: an account of ${surface} can't be linked`);
};

const toLink = ({ surface, team, userId, ...rest }: typeof accountLinks.$inferSelect): AccountLink => ({
  ...rest,
  account: { surface, team, user: userId },
});

function toRequest(row: typeof linkCodes.$inferSelect | undefined): LinkRequest | null {
  if (!row?.requestId || !row.surface || row.team === null || row.userId === null) return null;
  const { requestId: id, projectId, personId, surface, team, userId: user, name, expiresAt } = row;
  return { id, projectId, personId, account: { surface, team, user }, name: name ?? user, expiresAt };
}

const keyOf = ({ surface, team, user }: Account): string => `${surface}:${team}/${user}`;

/** Accounts of people in Postgres, and the codes with which they are linked. */
export function createLinks({ db }: Client): AccountLinks {
  const changing = <T>(change: (tx: DbTransaction) => Promise<T>): Promise<T> => explained(db.transaction(change));

  return {
    async of(projectIds) {
      if (projectIds.length === 0) return [];
      const mine = inArray(accountLinks.projectId, [...projectIds]);
      const { linkedAt, id } = accountLinks;
      return (await explained(db.select().from(accountLinks).where(mine).orderBy(asc(linkedAt), asc(id)))).map(toLink);
    },

    offer: (offer) =>
      changing(async (tx) => {
        const { projectId, personId, expiresAt } = offer;
        await tx.delete(linkCodes).where(lt(linkCodes.expiresAt, new Date(expiresAt.getTime() - keptCodes)));
        const earlier = and(
          eq(linkCodes.projectId, projectId),
          eq(linkCodes.personId, personId),
          isNull(linkCodes.settledAt),
        );
        await tx.update(linkCodes).set({ settledAt: new Date() }).where(earlier);
        await tx.insert(linkCodes).values(offer);
      }),

    look: (digest, by, now) =>
      changing(async (tx) => {
        const account = keyOf(by);
        const since = new Date(now.getTime() - guessesCount);
        await tx.delete(linkGuesses).where(lt(linkGuesses.at, since));
        const [guesses] = await tx.select({ n: count() }).from(linkGuesses).where(eq(linkGuesses.account, account));
        if ((guesses?.n ?? 0) >= mostGuesses) return { bad: 'too_many', projectId: null };
        const [row] = await tx.select().from(linkCodes).where(eq(linkCodes.digest, digest));
        if (row && !row.settledAt && !row.requestId && row.expiresAt > now) return row;
        await tx.insert(linkGuesses).values({ account, at: now });
        if (!row) return { bad: 'wrong', projectId: null };
        return { bad: row.requestId || row.settledAt ? 'used' : 'late', projectId: row.projectId };
      }),

    async claim(digest, { account, name }, now) {
      const { team, user: userId } = account;
      const open = and(
        eq(linkCodes.digest, digest),
        isNull(linkCodes.requestId),
        isNull(linkCodes.settledAt),
        gt(linkCodes.expiresAt, now),
      );
      const claimed = { requestId: nanoid(), surface: surfaceOf(account), team, userId, name };
      const [row] = await explained(db.update(linkCodes).set(claimed).where(open).returning());
      return toRequest(row);
    },

    async request(projectId, personId, now) {
      const waits = and(
        eq(linkCodes.projectId, projectId),
        eq(linkCodes.personId, personId),
        isNotNull(linkCodes.requestId),
        isNull(linkCodes.settledAt),
        gt(linkCodes.expiresAt, now),
      );
      const [row] = await explained(db.select().from(linkCodes).where(waits));
      return toRequest(row);
    },

    confirm: (requestId, link, entry) =>
      changing(async (tx) => {
        const { account, ...rest } = link;
        const waits = and(
          eq(linkCodes.requestId, requestId),
          eq(linkCodes.projectId, link.projectId),
          eq(linkCodes.personId, link.personId),
          isNull(linkCodes.settledAt),
          gt(linkCodes.expiresAt, link.linkedAt),
        );
        const [taken] = await tx.update(linkCodes).set({ settledAt: link.linkedAt }).where(waits).returning();
        if (!taken) return false;
        const row = { ...rest, surface: surfaceOf(account), team: account.team, userId: account.user };
        await tx.insert(accountLinks).values(row);
        await tx.insert(ledger).values(fromEntry(entry));
        return true;
      }).catch((error: unknown) => {
        if (codeOf(error) === uniqueViolation) return false;
        throw error;
      }),

    async decline(requestId) {
      const waits = and(eq(linkCodes.requestId, requestId), isNull(linkCodes.settledAt));
      await explained(db.update(linkCodes).set({ settledAt: new Date() }).where(waits));
    },

    end: (linkId, at, entry) =>
      changing(async (tx) => {
        const live = and(eq(accountLinks.id, linkId), isNull(accountLinks.endedAt));
        const [ended] = await tx.update(accountLinks).set({ endedAt: at }).where(live).returning();
        if (ended) await tx.insert(ledger).values(fromEntry(entry));
        return ended !== undefined;
      }),
  };
}
