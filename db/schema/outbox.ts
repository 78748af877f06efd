import { sql } from 'drizzle-orm';
import { index, integer, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import type { DueEffect } from '../../src/core/ports.ts';
import { id, moment, oneOf } from './columns.ts';
import { runs } from './runs.ts';

const effectKinds: readonly [DueEffect['effect']['do'], ...DueEffect['effect']['do'][]] = ['run_stage', 'converge'];

/** Something to do outside the transaction that decided it; what becomes due again before it is done is one row. */
export const outbox = pgTable(
  'outbox',
  {
    id: id(),
    key: text('key').notNull(),
    generation: integer('generation').notNull().default(1),
    kind: text('kind', { enum: effectKinds }).notNull(),
    runId: text('run_id')
      .notNull()
      .references(() => runs.id),
    payload: jsonb('payload').$type<DueEffect['effect']>().notNull(),
    dueAt: moment('due_at').notNull(),
    createdAt: moment('created_at').notNull(),
    doneAt: moment('done_at'),
  },
  (table) => [
    oneOf('outbox_kind', table.kind, effectKinds),
    uniqueIndex('outbox_due_once')
      .on(table.key)
      .where(sql`${table.doneAt} is null`),
    index('outbox_due')
      .on(table.dueAt)
      .where(sql`${table.doneAt} is null`),
    index('outbox_of_run')
      .on(table.runId, table.kind)
      .where(sql`${table.doneAt} is null`),
    index('outbox_served')
      .on(table.doneAt)
      .where(sql`${table.doneAt} is not null`),
  ],
);

/** One row of every decision: by its key, a repeated delivery is found; by its token, a COMMIT whose answer was lost. */
export const deliveries = pgTable(
  'deliveries',
  {
    key: text('key').primaryKey(),
    runId: text('run_id').notNull(),
    token: text('token').notNull().default(''),
    at: moment('at')
      .notNull()
      .default(sql`now()`),
  },
  (table) => [index('deliveries_served').on(table.at)],
);
