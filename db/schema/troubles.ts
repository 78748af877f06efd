import { pgTable, text, unique } from 'drizzle-orm/pg-core';
import { surfaces } from '../../src/core/project/definition.ts';
import { moment, oneOf } from './columns.ts';

/** What a surface can't do at present; without a channel, nothing at all. */
export const troubles = pgTable(
  'troubles',
  {
    surface: text('surface', { enum: surfaces }).notNull(),
    channel: text('channel'),
    code: text('code').notNull(),
    what: text('what').notNull(),
    remedy: text('remedy').notNull(),
    since: moment('since').notNull(),
  },
  (table) => [
    oneOf('troubles_surface', table.surface, surfaces),
    unique('troubles_one_each').on(table.surface, table.channel).nullsNotDistinct(),
  ],
);
