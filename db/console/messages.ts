import { and, count, desc, eq, inArray, isNull } from 'drizzle-orm';
import { nanoid } from 'nanoid';
import type { ConsoleMessage, ConsoleMessages } from '../../src/core/console/messages.ts';
import type { Client, Db } from '../client.ts';
import { parseDated } from '../dated-json.ts';
import { fromJson, send, type Json } from '../json.ts';
import { consoleMessages } from '../schema/console.ts';
import { only } from './only.ts';
import { consoleTopic } from './topic.ts';

type Stored = { row: Json };

const toMessage = (row: typeof consoleMessages.$inferSelect): ConsoleMessage => ({
  id: row.id,
  channel: row.channel,
  thread: row.thread,
  body: parseDated(row.body) as ConsoleMessage['body'],
  revision: row.revision,
  at: row.at,
});

/** A change and its notification in one statement: one round trip, and both happen or neither. */
const hinted = (changed: string, topic: string): string => `
  with changed as (${changed} returning id, channel)
  select id, pg_notify(${topic}, json_build_object('channel', channel, 'user', null)::text) from changed`;

const insert = hinted(
  `insert into console_messages (id, channel, thread, body, revision, posted_key, at)
    values ($1, $2, $3, $4, $5::bigint, $6, $7::timestamptz) on conflict do nothing`,
  '$8',
);
const posted = 'select row_to_json(m) as row from console_messages m where posted_key = $1';
const replace = hinted(
  'update console_messages set body = $2, revision = $3::bigint where id = $1 and revision < $3::bigint',
  '$4',
);
const exists = 'select id from console_messages where id = $1';

/** The console's messages in Postgres. All processes are notified when a change is committed. */
export const consoleMessageStore = ({ db, pool }: Pick<Client, 'db' | 'pool'>): ConsoleMessages => ({
  async post(message, key) {
    const { channel, thread, body, revision, at } = message;
    const id = nanoid();
    const row = [id, channel, thread, JSON.stringify(body), revision, key, at.toISOString()];
    const made = await send(pool, insert, ...row, consoleTopic);
    if (made.length > 0) return { ...message, id };
    // Read by a statement of its own: the insert's snapshot does not contain what another process has just posted with this key.
    return toMessage(fromJson(consoleMessages, only(await send<Stored>(pool, posted, key), key).row));
  },

  async update(id, body, revision) {
    const changed = await send(pool, replace, id, JSON.stringify(body), revision, consoleTopic);
    if (changed.length > 0) return 'updated';
    return (await send(pool, exists, id)).length > 0 ? 'updated' : 'gone';
  },

  async posted(key) {
    const [row] = await send<Stored>(pool, posted, key);
    return row ? toMessage(fromJson(consoleMessages, row.row)) : null;
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
