import { sql } from 'drizzle-orm';
import { boolean, check, foreignKey, integer, pgTable, primaryKey, text, unique } from 'drizzle-orm/pg-core';
import type { Version } from '../../src/core/artifact/version.ts';
import { attempts } from './attempts.ts';
import { id, moment, number, oneOf } from './columns.ts';
import { projects } from './projects.ts';
import { runs } from './runs.ts';

/** A text that a digest names, kept once; a redaction empties it, and the digest stays. */
export const bodies = pgTable('bodies', {
  digest: text('digest').primaryKey(),
  text: text('text'),
});

/** A named thing that a pipeline makes, with the number of the version in force; it belongs to a run, or to its project. */
export const artifacts = pgTable(
  'artifacts',
  {
    id: id(),
    projectId: text('project_id')
      .notNull()
      .references(() => projects.id),
    runId: text('run_id').references(() => runs.id),
    name: text('name').notNull(),
    canon: integer('canon'),
    latest: integer('latest').notNull(),
    lastRunId: text('last_run_id').references(() => runs.id),
  },
  (table) => [
    unique('artifacts_name').on(table.projectId, table.runId, table.name).nullsNotDistinct(),
    check('artifacts_canon_exists', sql`${table.canon} <= ${table.latest}`),
  ],
);

const makers: readonly [Version['by']['kind'], ...Version['by']['kind'][]] = [
  'role',
  'command',
  'person',
  'rollback',
  'suggestion',
];

/** What an artifact said at one time, and who made it so; insert-only. */
export const versions = pgTable(
  'versions',
  {
    artifactId: text('artifact_id')
      .notNull()
      .references(() => artifacts.id),
    number: number(),
    base: integer('base'),
    digest: text('digest')
      .notNull()
      .references(() => bodies.digest),
    length: integer('length').notNull(),
    byKind: text('by_kind', { enum: makers }).notNull(),
    byName: text('by_name').notNull(),
    attemptId: text('attempt_id').references(() => attempts.id),
    rehearsal: boolean('rehearsal').notNull(),
    at: moment('at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.artifactId, table.number] }),
    foreignKey({
      columns: [table.artifactId, table.base],
      foreignColumns: [table.artifactId, table.number],
      name: 'versions_base',
    }),
    oneOf('versions_by_kind', table.byKind, makers),
    check('versions_number', sql`${table.number} > 0`),
  ],
);
