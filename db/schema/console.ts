import { type AnyPgColumn, bigint, index, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import type { Account } from '../../src/core/people/actor.ts';
import { moment } from './columns.ts';

/**
 * The console's own chat: what Slack keeps for its users, this keeps for ours. Bodies are JSON in a text column: what an
 * agent wrote may hold NUL, which jsonb refuses.
 */
export const consoleMessages = pgTable(
  'console_messages',
  {
    id: text().primaryKey(),
    channel: text().notNull(),
    thread: text().references((): AnyPgColumn => consoleMessages.id, { onDelete: 'cascade' }),
    body: text().notNull(),
    revision: bigint({ mode: 'number' }).notNull(),
    postedKey: text('posted_key').notNull().unique(),
    at: moment('at').notNull(),
  },
  (table) => [
    index('console_messages_channel').on(table.channel, table.thread, table.at),
    index('console_messages_thread').on(table.thread, table.at),
  ],
);

/** What the console told one person privately. */
export const consoleNotices = pgTable(
  'console_notices',
  {
    id: text().primaryKey(),
    user: text().notNull(),
    channel: text().notNull(),
    thread: text(),
    body: text().notNull(),
    postedKey: text('posted_key').notNull().unique(),
    at: moment('at').notNull(),
  },
  (table) => [index('console_notices_user').on(table.user, table.channel, table.at)],
);

/** One-time sign-in links, by the digest of their secret. */
export const consoleLinks = pgTable('console_links', {
  digest: text().primaryKey(),
  user: text().notNull(),
  expiresAt: moment('expires_at').notNull(),
});

/** Sign-ins that have gone to another house, by the digest of their state. */
export const consoleSignIns = pgTable('console_sign_ins', {
  digest: text().primaryKey(),
  way: text().notNull(),
  goTo: text('go_to').notNull(),
  expiresAt: moment('expires_at').notNull(),
});

/** Signed-in browsers, by the digest of their cookie. */
export const consoleSessions = pgTable('console_sessions', {
  digest: text().primaryKey(),
  /** What the sign-in proved, the first of them first. */
  accounts: jsonb().$type<Account[]>().notNull(),
  idleUntil: moment('idle_until').notNull(),
  expiresAt: moment('expires_at').notNull(),
});
