import { and, eq, gt, lt, or, sql } from 'drizzle-orm';
import type { ConsoleSessions } from '../../src/core/console/sessions.ts';
import type { Account } from '../../src/core/people/actor.ts';
import { provenAccounts } from '../../src/core/people/recognize.ts';
import type { Db } from '../client.ts';
import { consoleLinks, consoleSessions, consoleSignIns } from '../schema/console.ts';

/** Sign-in links, sign-ins in progress and sessions in Postgres. Expired ones are deleted when the next one is added. */
export const consoleSessionStore = (db: Db): ConsoleSessions => ({
  async addLink(digest, user, expiresAt) {
    await db.insert(consoleLinks).values({ digest, user, expiresAt });
  },

  async findLink(digest, now) {
    const [found] = await db.select().from(consoleLinks).where(eq(consoleLinks.digest, digest));
    return found && found.expiresAt > now ? found.user : null;
  },

  async takeLink(digest, now) {
    const [taken] = await db.delete(consoleLinks).where(eq(consoleLinks.digest, digest)).returning();
    return taken && taken.expiresAt > now ? taken.user : null;
  },

  async addPendingSignIn(digest, { way, goTo }, expiresAt) {
    await db.delete(consoleSignIns).where(lt(consoleSignIns.expiresAt, new Date()));
    await db.insert(consoleSignIns).values({ digest, way, goTo, expiresAt });
  },

  async takePendingSignIn(digest, now) {
    const [taken] = await db.delete(consoleSignIns).where(eq(consoleSignIns.digest, digest)).returning();
    return taken && taken.expiresAt > now ? { way: taken.way, goTo: taken.goTo } : null;
  },

  async addSession(digest, { account, idleUntil }, expiresAt) {
    const now = new Date();
    await db.delete(consoleSessions).where(or(lt(consoleSessions.expiresAt, now), lt(consoleSessions.idleUntil, now)));
    await db.delete(consoleLinks).where(lt(consoleLinks.expiresAt, now));
    await db.insert(consoleSessions).values({ digest, accounts: provenAccounts(account), idleUntil, expiresAt });
  },

  async findSession(digest, now) {
    const live = and(
      eq(consoleSessions.digest, digest),
      gt(consoleSessions.expiresAt, now),
      gt(consoleSessions.idleUntil, now),
    );
    const [found] = await db.select().from(consoleSessions).where(live);
    return found ? { account: accountOf(found.accounts), idleUntil: found.idleUntil } : null;
  },

  async keepSession(digest, idleUntil) {
    await db
      .update(consoleSessions)
      .set({ idleUntil })
      .where(and(eq(consoleSessions.digest, digest), lt(consoleSessions.idleUntil, idleUntil)));
  },

  async endSession(digest) {
    await db.delete(consoleSessions).where(eq(consoleSessions.digest, digest));
  },

  async endSessionsOf(accounts) {
    if (accounts.length === 0) return 0;
    const theirs = accounts.map(({ surface, team, user }) => {
      return sql`${consoleSessions.accounts} @> ${JSON.stringify([{ surface, team, user }])}::jsonb`;
    });
    const ended = await db
      .delete(consoleSessions)
      .where(or(...theirs))
      .returning({ digest: consoleSessions.digest });
    return ended.length;
  },
});

function accountOf([own, ...aliases]: Account[]): Account {
  if (!own) throw new Error('bug-console-session: a session without an account');
  return aliases.length === 0 ? own : { ...own, aliases };
}
