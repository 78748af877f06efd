import { index, pgTable, text } from 'drizzle-orm/pg-core';
import { moment } from './columns.ts';

/** What is being posted on a platform without keys of its own, and where it stands since; kept as long as a delivery key. */
export const sends = pgTable(
  'sends',
  {
    key: text('key').primaryKey(),
    begunAt: moment('begun_at').notNull(),
    heldUntil: moment('held_until').notNull(),
    refChannel: text('ref_channel'),
    refThread: text('ref_thread'),
    refMessage: text('ref_message'),
  },
  (table) => [index('sends_served').on(table.begunAt)],
);
