import { and, eq, gt, sql } from 'drizzle-orm';
import { nanoid } from 'nanoid';
import type { ConsoleNotice, ConsoleNotices } from '../../src/core/console/messages.ts';
import type { Db } from '../client.ts';
import { parseDated } from '../dated-json.ts';
import { consoleNotices } from '../schema/console.ts';
import { only } from './only.ts';
import { hint } from './topic.ts';

/** Days after which a notice is deleted: it is of no use to anybody then. */
const noticesKept = 2;

const toNotice = (row: typeof consoleNotices.$inferSelect): ConsoleNotice => ({
  id: row.id,
  user: row.user,
  channel: row.channel,
  thread: row.thread,
  body: parseDated(row.body) as ConsoleNotice['body'],
  at: row.at,
});

/** The private answers that people got in the console, in Postgres. */
export const consoleNoticeStore = (db: Db): ConsoleNotices => ({
  async notify(notice, key) {
    return db.transaction(async (tx) => {
      const row = { ...notice, id: nanoid(), body: JSON.stringify(notice.body), postedKey: key };
      const made = await tx.insert(consoleNotices).values(row).onConflictDoNothing().returning();
      const old = sql`${consoleNotices.at} < ${notice.at.toISOString()}::timestamptz - make_interval(days => ${noticesKept})`;
      await tx.delete(consoleNotices).where(and(eq(consoleNotices.user, notice.user), old));
      if (made.length > 0) await hint(tx, { channel: notice.channel, user: notice.user });
      const rows = made[0] ? made : await tx.select().from(consoleNotices).where(eq(consoleNotices.postedKey, key));
      return toNotice(only(rows, key));
    });
  },

  async notices(user, channel, since) {
    const rows = await db
      .select()
      .from(consoleNotices)
      .where(and(eq(consoleNotices.user, user), eq(consoleNotices.channel, channel), gt(consoleNotices.at, since)))
      .orderBy(consoleNotices.at, consoleNotices.id)
      .limit(200);
    return rows.map(toNotice);
  },

  async findNotice(id, user) {
    const own = and(eq(consoleNotices.id, id), eq(consoleNotices.user, user));
    const [row] = await db.select().from(consoleNotices).where(own);
    return row ? toNotice(row) : null;
  },

  async dismiss(id, user) {
    await db.transaction(async (tx) => {
      const own = and(eq(consoleNotices.id, id), eq(consoleNotices.user, user));
      const [gone] = await tx.delete(consoleNotices).where(own).returning({ channel: consoleNotices.channel });
      if (gone) await hint(tx, { channel: gone.channel, user });
    });
  },
});
