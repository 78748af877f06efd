import { sql } from 'drizzle-orm';
import { index, integer, pgTable, text } from 'drizzle-orm/pg-core';
import { surfaces } from '../../src/core/project/definition.ts';
import { moment, oneOf } from './columns.ts';

/** What a platform has delivered, from before its acknowledgement until it has been taken in, and its key for some days more. */
export const arrivals = pgTable(
  'arrivals',
  {
    key: text('key').primaryKey(),
    surface: text('surface', { enum: surfaces }).notNull(),
    /** Emptied when it is done: people's words, and addresses to answer them at. */
    body: text('body').notNull(),
    at: moment('at').notNull(),
    tries: integer('tries').notNull().default(1),
    heldUntil: moment('held_until').notNull(),
    doneAt: moment('done_at'),
  },
  (table) => [
    oneOf('arrivals_surface', table.surface, surfaces),
    index('arrivals_left')
      .on(table.surface, table.heldUntil)
      .where(sql`${table.doneAt} is null`),
    index('arrivals_served').on(table.at),
  ],
);
