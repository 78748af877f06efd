import { index, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import { sql } from 'drizzle-orm';
import type { Project } from '../../src/core/project/definition.ts';
import type { Definition } from '../../src/core/run/state.ts';
import { id, moment } from './columns.ts';

/** What a team works on, as its file declared it when it was last read. */
export const projects = pgTable(
  'projects',
  {
    id: id(),
    definition: jsonb('definition').$type<Project>().notNull(),
    folder: text('folder').notNull(),
    updatedAt: moment('updated_at')
      .notNull()
      .default(sql`now()`),
  },
  (table) => [index('projects_places').using('gin', sql`(${table.definition} -> 'places') jsonb_path_ops`)],
);

/** The definition that a run was created from, kept once for all runs that share it; insert-only. */
export const definitions = pgTable('definitions', {
  digest: text('digest').primaryKey(),
  definition: jsonb('definition').$type<Definition>().notNull(),
});
