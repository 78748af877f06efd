import { sql } from 'drizzle-orm';
import { check, index, integer, jsonb, pgTable, text, unique, type AnyPgColumn } from 'drizzle-orm/pg-core';
import { askKinds, askStatuses, type Choice, type Outcome, type Policy, type Subject } from '../../src/core/ask/ask.ts';
import { id, location, moment, oneOf, type Stored } from './columns.ts';
import { projects } from './projects.ts';
import { runs } from './runs.ts';

/** A question to people: what it is about, its choices, who may decide, and how it ended. */
export const asks = pgTable(
  'asks',
  {
    id: id(),
    projectId: text('project_id')
      .notNull()
      .references(() => projects.id),
    runId: text('run_id')
      .notNull()
      .references((): AnyPgColumn => runs.id),
    kind: text('kind', { enum: askKinds }).notNull(),
    status: text('status', { enum: askStatuses }).notNull(),
    revision: integer('revision').notNull(),
    version: integer('version').notNull(),
    subject: jsonb('subject').$type<Subject>().notNull(),
    digest: text('digest').notNull(),
    choices: jsonb('choices').$type<Choice[]>().notNull(),
    policy: jsonb('policy').$type<Policy>().notNull(),
    openedAt: moment('opened_at').notNull(),
    /** When the revision in force was asked, where it is not the first. */
    revisedAt: moment('revised_at'),
    expiresAt: moment('expires_at'),
    outcome: jsonb('outcome').$type<Stored<Outcome>>(),
    /** The outcome's own time again, as a time: settled Asks are listed and counted by it. */
    settledAt: moment('settled_at'),
  },
  (table) => [
    oneOf('asks_kind', table.kind, askKinds),
    oneOf('asks_status', table.status, askStatuses),
    check('asks_settled_with_outcome', sql`(${table.status} = 'open') = (${table.outcome} is null)`),
    check('asks_timed_outcome', sql`(${table.outcome} is null) = (${table.settledAt} is null)`),
    index('asks_of_run').on(table.runId, table.openedAt),
    index('asks_open')
      .on(table.projectId, table.openedAt)
      .where(sql`${table.status} = 'open'`),
    // Kind first: each kind's newest are found at once, and all kinds' by merging five. The rest lets it be counted alone.
    index('asks_settled')
      .on(table.projectId, table.kind, table.settledAt, table.id, table.status, table.openedAt, table.revisedAt)
      .where(sql`${table.status} <> 'open'`),
    index('asks_expiring')
      .on(table.expiresAt)
      .where(sql`${table.status} = 'open' and ${table.expiresAt} is not null`),
  ],
);

/** One person's choice on one revision of one Ask, bound to the digest of what that person was shown; insert-only. */
export const answers = pgTable(
  'answers',
  {
    id: id(),
    askId: text('ask_id')
      .notNull()
      .references(() => asks.id),
    revision: integer('revision').notNull(),
    personId: text('person_id').notNull(),
    personName: text('person_name').notNull(),
    choice: text('choice').$type<Choice['id']>().notNull(),
    words: text('words'),
    digest: text('digest').notNull(),
    location: location().notNull(),
    at: moment('at').notNull(),
  },
  (table) => [unique('answers_one_each').on(table.askId, table.revision, table.personId)],
);
