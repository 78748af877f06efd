import { and, count, desc, eq, inArray, isNull, lt } from 'drizzle-orm';
import { nanoid } from 'nanoid';
import type { ConsoleMessage, ConsoleMessages } from '../../src/core/console/messages.ts';
import type { Db } from '../client.ts';
import { consoleMessages } from '../schema/console.ts';
import { readJson } from './json.ts';
import { only } from './only.ts';
import { hint } from './topic.ts';

const toMessage = (row: typeof consoleMessages.$inferSelect): ConsoleMessage => ({
  id: row.id,
  channel: row.channel,
  thread: row.thread,
  body: readJson(row.body) as ConsoleMessage['body'],
  revision: row.revision,
  at: row.at,
});

/** The console's messages in Postgres. A change is told to every process as it commits. */
export const consoleMessageStore = (db: Db): ConsoleMessages => ({
  async post(message, key) {
    return db.transaction(async (tx) => {
      const row = { ...message, id: nanoid(), body: JSON.stringify(message.body), postedKey: key };
      const made = await tx.insert(consoleMessages).values(row).onConflictDoNothing().returning();
      if (made.length > 0) await hint(tx, { channel: message.channel, user: null });
      const rows = made[0] ? made : await tx.select().from(consoleMessages).where(eq(consoleMessages.postedKey, key));
      return toMessage(only(rows, key));
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
