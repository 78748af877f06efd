import { and, eq, gt, lt } from 'drizzle-orm';
import type { ConsoleSessions } from '../../src/core/console/sessions.ts';
import type { Db } from '../client.ts';
import { consoleLinks, consoleSessions } from '../schema/console.ts';

/** Sign-in links and sessions in Postgres. What has expired is swept out when the next one is added. */
export const consoleSessionStore = (db: Db): ConsoleSessions => ({
  async addLink(digest, user, expiresAt) {
    await db.insert(consoleLinks).values({ digest, user, expiresAt });
  },

  async takeLink(digest, now) {
    const [taken] = await db.delete(consoleLinks).where(eq(consoleLinks.digest, digest)).returning();
    return taken && taken.expiresAt > now ? taken.user : null;
  },

  async addSession(digest, user, expiresAt) {
    const now = new Date();
    await db.delete(consoleSessions).where(lt(consoleSessions.expiresAt, now));
    await db.delete(consoleLinks).where(lt(consoleLinks.expiresAt, now));
    await db.insert(consoleSessions).values({ digest, user, expiresAt });
  },

  async findSession(digest, now) {
    const live = and(eq(consoleSessions.digest, digest), gt(consoleSessions.expiresAt, now));
    const [found] = await db.select({ user: consoleSessions.user }).from(consoleSessions).where(live);
    return found?.user ?? null;
  },

  async endSession(digest) {
    await db.delete(consoleSessions).where(eq(consoleSessions.digest, digest));
  },
});
