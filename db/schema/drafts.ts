import { index, pgTable, text } from 'drizzle-orm/pg-core';
import { surfaces } from '../../src/core/project/definition.ts';
import { id, moment, oneOf } from './columns.ts';

/** Forms that people have begun to fill in, where their platform keeps none open: nothing of the truth, and for a while only. */
export const drafts = pgTable(
  'drafts',
  {
    id: id(),
    surface: text('surface', { enum: surfaces }).notNull(),
    team: text('team').notNull(),
    userId: text('user_id').notNull(),
    /** Form, card and place, as JSON. */
    body: text('body').notNull(),
    expiresAt: moment('expires_at').notNull(),
  },
  (table) => [oneOf('drafts_surface', table.surface, surfaces), index('drafts_expired').on(table.expiresAt)],
);
