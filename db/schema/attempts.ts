import { sql } from 'drizzle-orm';
import {
  type AnyPgColumn,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import { attemptStatuses, type Checkpoint, type OpenStep } from '../../src/core/run/run.ts';
import { feedback, id, moment, number, oneOf, spending, type Stored } from './columns.ts';
import { runs } from './runs.ts';

/** One try at a stage, with the lease of the worker that is at it and the step that it has begun. */
export const attempts = pgTable(
  'attempts',
  {
    id: id(),
    runId: text('run_id')
      .notNull()
      .references((): AnyPgColumn => runs.id),
    stage: integer('stage').notNull(),
    stageId: text('stage_id').notNull(),
    number: number(),
    epoch: integer('epoch').notNull(),
    status: text('status', { enum: attemptStatuses }).notNull(),
    leaseToken: text('lease_token'),
    leaseWorker: text('lease_worker'),
    leaseUntil: moment('lease_until'),
    steps: integer('steps').notNull(),
    openStep: jsonb('open_step').$type<Stored<OpenStep>>(),
    takeovers: integer('takeovers').notNull(),
    feedback: feedback(),
    clearedBy: text('cleared_by').unique('attempts_cleared_by'),
    base: integer('base'),
    continuation: jsonb('continuation').$type<unknown>(),
    error: text('error'),
    createdAt: moment('created_at').notNull(),
    startedAt: moment('started_at'),
    endedAt: moment('ended_at'),
  },
  (table) => [
    oneOf('attempts_status', table.status, attemptStatuses),
    unique('attempts_number').on(table.runId, table.number),
    uniqueIndex('attempts_one_running')
      .on(table.runId)
      .where(sql`${table.status} = 'running'`),
    check(
      'attempts_lease_whole',
      sql`num_nulls(${table.leaseToken}, ${table.leaseWorker}, ${table.leaseUntil}) in (0, 3)`,
    ),
    index('attempts_leased')
      .on(table.leaseUntil)
      .where(sql`${table.leaseUntil} is not null`),
  ],
);

/** What a run can be restored to: position, artifact versions and money spent, after a finished stage; insert-only. */
export const checkpoints = pgTable(
  'checkpoints',
  {
    runId: text('run_id')
      .notNull()
      .references((): AnyPgColumn => runs.id),
    number: number(),
    stage: integer('stage').notNull(),
    versions: jsonb('versions').$type<Checkpoint['versions']>().notNull(),
    ...spending,
    at: moment('at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.runId, table.number] })],
);

/** Live output of an attempt, in the order in which it was made. */
export const outputs = pgTable(
  'outputs',
  {
    attemptId: text('attempt_id')
      .notNull()
      .references(() => attempts.id),
    sequence: integer('sequence').notNull(),
    text: text('text').notNull(),
    at: moment('at')
      .notNull()
      .default(sql`now()`),
  },
  (table) => [primaryKey({ columns: [table.attemptId, table.sequence] }), index('outputs_served').on(table.at)],
);
