import { and, count, desc, eq, gt, inArray, isNull, lt, sql } from 'drizzle-orm';
import { nanoid } from 'nanoid';
import type { ConsoleHint, ConsoleMessage, ConsoleMessages, ConsoleNotice } from '../src/core/console/messages.ts';
import type { Db } from './client.ts';
import { consoleMessages, consoleNotices } from './schema/console.ts';
import { readJson } from './console-json.ts';

type Writer = Pick<Db, 'execute'>;

export const consoleTopic = 'wheelhouse_console';

/** Notices older than this are of no use to anybody, in days. */
const noticesKept = 2;

const hint = (writer: Writer, what: ConsoleHint) =>
  writer.execute(sql`select pg_notify(${consoleTopic}, ${JSON.stringify(what)})`);

const toMessage = (row: typeof consoleMessages.$inferSelect): ConsoleMessage => ({
  id: row.id,
  channel: row.channel,
  thread: row.thread,
  body: readJson(row.body) as ConsoleMessage['body'],
  revision: row.revision,
  at: row.at,
});

const toNotice = (row: typeof consoleNotices.$inferSelect): ConsoleNotice => ({
  id: row.id,
  user: row.user,
  channel: row.channel,
  thread: row.thread,
  body: readJson(row.body) as ConsoleNotice['body'],
  at: row.at,
});

const got = <Row>(rows: Row[], key: string): Row => {
  const [row] = rows;
  if (!row) throw new Error(`bug-console-post: the message posted with key ${key} was deleted while it was read back`);
  return row;
};

/** The console's messages in Postgres. A change is told to every process as it commits. */
export const consoleMessageStore = (db: Db): ConsoleMessages => ({
  async post(message, key) {
    return db.transaction(async (tx) => {
      const row = { ...message, id: nanoid(), body: JSON.stringify(message.body), postedKey: key };
      const made = await tx.insert(consoleMessages).values(row).onConflictDoNothing().returning();
      if (made.length > 0) await hint(tx, { channel: message.channel, user: null });
      const rows = made[0] ? made : await tx.select().from(consoleMessages).where(eq(consoleMessages.postedKey, key));
      return toMessage(got(rows, key));
    });
  },

  async update(id, card) {
    return db.transaction(async (tx) => {
      const newer = and(eq(consoleMessages.id, id), lt(consoleMessages.revision, card.revision));
      const body = JSON.stringify({ kind: 'card', card });
      const set = { body, revision: card.revision };
      const [changed] = await tx
        .update(consoleMessages)
        .set(set)
        .where(newer)
        .returning({ channel: consoleMessages.channel });
      if (changed) await hint(tx, { channel: changed.channel, user: null });
      if (changed) return 'updated';
      const found = await tx.select({ id: consoleMessages.id }).from(consoleMessages).where(eq(consoleMessages.id, id));
      return found.length > 0 ? 'updated' : 'gone';
    });
  },

  async find(id) {
    const [row] = await db.select().from(consoleMessages).where(eq(consoleMessages.id, id));
    return row ? toMessage(row) : null;
  },

  async heads(channel, limit) {
    const rows = await db
      .select()
      .from(consoleMessages)
      .where(and(eq(consoleMessages.channel, channel), isNull(consoleMessages.thread)))
      .orderBy(desc(consoleMessages.at), desc(consoleMessages.id))
      .limit(limit);
    const replies = await countReplies(
      db,
      rows.map((row) => row.id),
    );
    return rows.reverse().map((row) => ({ message: toMessage(row), replies: replies.get(row.id) ?? 0 }));
  },

  async replies(thread, limit) {
    const rows = await db
      .select()
      .from(consoleMessages)
      .where(eq(consoleMessages.thread, thread))
      .orderBy(desc(consoleMessages.at), desc(consoleMessages.id))
      .limit(limit);
    return rows.reverse().map(toMessage);
  },

  async notify(notice, key) {
    return db.transaction(async (tx) => {
      const row = { ...notice, id: nanoid(), body: JSON.stringify(notice.body), postedKey: key };
      const made = await tx.insert(consoleNotices).values(row).onConflictDoNothing().returning();
      const old = sql`${consoleNotices.at} < ${notice.at.toISOString()}::timestamptz - make_interval(days => ${noticesKept})`;
      await tx.delete(consoleNotices).where(and(eq(consoleNotices.user, notice.user), old));
      if (made.length > 0) await hint(tx, { channel: notice.channel, user: notice.user });
      const rows = made[0] ? made : await tx.select().from(consoleNotices).where(eq(consoleNotices.postedKey, key));
      return toNotice(got(rows, key));
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

async function countReplies(db: Db, heads: string[]): Promise<Map<string, number>> {
  if (heads.length === 0) return new Map();
  const rows = await db
    .select({ thread: consoleMessages.thread, replies: count() })
    .from(consoleMessages)
    .where(inArray(consoleMessages.thread, heads))
    .groupBy(consoleMessages.thread);
  return new Map(rows.map((row) => [row.thread ?? '', row.replies]));
}
