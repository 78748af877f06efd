import { and, count, eq, gt, isNotNull, isNull, lt } from 'drizzle-orm';
import { nanoid } from 'nanoid';
import type { Account } from '../src/core/people/actor.ts';
import type { AccountLinks, LinkRequest } from '../src/core/people/links.ts';
import type { Client } from './client.ts';
import { explained } from './error.ts';
import { linkCodes, linkGuesses, linkSurfaceOf } from './schema/people.ts';

/** At most this many wrong codes within this many milliseconds. Guessing a code of 50 bits is hopeless with that, and a typing error is soon forgiven. */
const mostGuesses = 5;
const guessesCount = 600_000;
/** Milliseconds for which an old code is kept, so that it can be told from one that never existed: a day. */
const keptCodes = 86_400_000;

type Row = typeof linkCodes.$inferSelect;

function toRequest(row: Row | undefined): LinkRequest | null {
  if (!row?.requestId || !row.surface || row.team === null || row.userId === null) return null;
  const { requestId: id, projectId, personId, surface, team, userId: user, name, expiresAt } = row;
  return { id, projectId, personId, account: { surface, team, user }, name: name ?? user, expiresAt };
}

const keyOf = ({ surface, team, user }: Account): string => `${surface}:${team}/${user}`;

const isOf = (row: Row, account: Account): boolean => {
  const claimed = toRequest(row)?.account;
  return claimed !== undefined && keyOf(claimed) === keyOf(account);
};

const ofPerson = (projectId: string, personId: string) =>
  and(eq(linkCodes.projectId, projectId), eq(linkCodes.personId, personId), isNull(linkCodes.settledAt));

/** The codes with which people link accounts, and which account has typed which code. */
export const createLinkCodes = ({
  db,
}: Client): Pick<AccountLinks, 'offer' | 'look' | 'claim' | 'request' | 'decline'> => ({
  offer: (offer) =>
    explained(
      db.transaction(async (tx) => {
        const { projectId, personId, expiresAt } = offer;
        await tx.delete(linkCodes).where(lt(linkCodes.expiresAt, new Date(expiresAt.getTime() - keptCodes)));
        await tx.update(linkCodes).set({ settledAt: new Date() }).where(ofPerson(projectId, personId));
        await tx.insert(linkCodes).values(offer);
      }),
    ),

  look: (digest, by, now) =>
    explained(
      db.transaction(async (tx) => {
        const account = keyOf(by);
        await tx.delete(linkGuesses).where(lt(linkGuesses.at, new Date(now.getTime() - guessesCount)));
        const [guesses] = await tx.select({ n: count() }).from(linkGuesses).where(eq(linkGuesses.account, account));
        if ((guesses?.n ?? 0) >= mostGuesses) return { bad: 'too_many', projectId: null };
        const [row] = await tx.select().from(linkCodes).where(eq(linkCodes.digest, digest));
        if (row && !row.settledAt && !row.requestId && row.expiresAt > now) return row;
        // Somebody who types their own code again, or whose message was delivered twice, has not guessed.
        if (row && isOf(row, by)) return { bad: 'used', projectId: row.projectId };
        await tx.insert(linkGuesses).values({ account, at: now });
        if (!row) return { bad: 'wrong', projectId: null };
        return { bad: row.requestId || row.settledAt ? 'used' : 'late', projectId: row.projectId };
      }),
    ),

  async claim(digest, { account, name }, now) {
    const { team, user: userId } = account;
    const isFree = and(isNull(linkCodes.requestId), isNull(linkCodes.settledAt), gt(linkCodes.expiresAt, now));
    const claimed = { requestId: nanoid(), surface: linkSurfaceOf(account), team, userId, name };
    const mine = and(eq(linkCodes.digest, digest), isFree);
    const [row] = await explained(db.update(linkCodes).set(claimed).where(mine).returning());
    return toRequest(row);
  },

  async request(projectId, personId, now) {
    const isTyped = and(isNotNull(linkCodes.requestId), gt(linkCodes.expiresAt, now));
    const [row] = await explained(
      db
        .select()
        .from(linkCodes)
        .where(and(ofPerson(projectId, personId), isTyped)),
    );
    return toRequest(row);
  },

  async decline(requestId) {
    const waits = and(eq(linkCodes.requestId, requestId), isNull(linkCodes.settledAt));
    await explained(db.update(linkCodes).set({ settledAt: new Date() }).where(waits));
  },
});
