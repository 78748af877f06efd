import { sql } from 'drizzle-orm';
import {
  type AnyPgColumn,
  boolean,
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
import { type CallReply, toolNames } from '../../src/core/stage/call.ts';
import { feedback, id, moment, number, oneOf, spending, type Stored } from './columns.ts';
import { bodies } from './artifacts.ts';
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
    talk: text('talk'),
    turns: integer('turns').notNull().default(0),
    ownTurns: integer('own_turns').notNull().default(0),
    wrappedUp: boolean('wrapped_up').notNull().default(false),
    replies: jsonb('replies').$type<Stored<CallReply>[]>().notNull().default([]),
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

/** What was said in the talk of an agent, by itself, its tools and people, named by the digest of its JSON; insert-only. */
export const turns = pgTable(
  'turns',
  {
    talk: text('talk').notNull(),
    number: number(),
    attemptId: text('attempt_id')
      .notNull()
      .references(() => attempts.id),
    digest: text('digest')
      .notNull()
      .references(() => bodies.digest),
  },
  (table) => [primaryKey({ columns: [table.talk, table.number] }), index('turns_of_attempt').on(table.attemptId)],
);

/** Standing permissions for tools of agents; insert-only but for their revocation. */
export const grants = pgTable(
  'grants',
  {
    id: id(),
    projectId: text('project_id').notNull(),
    pipelineId: text('pipeline_id').notNull(),
    stageId: text('stage_id').notNull(),
    runId: text('run_id').references((): AnyPgColumn => runs.id),
    tool: text('tool', { enum: toolNames }).notNull(),
    about: text('about'),
    digest: text('digest'),
    askId: text('ask_id').notNull(),
    by: text('given_by').notNull(),
    at: moment('at').notNull(),
    expiresAt: moment('expires_at'),
    revokedAt: moment('revoked_at'),
    revokedBy: text('revoked_by'),
  },
  (table) => [
    oneOf('grants_tool', table.tool, toolNames),
    check('grants_revoked_whole', sql`num_nulls(${table.revokedAt}, ${table.revokedBy}) in (0, 2)`),
    index('grants_of_run').on(table.runId),
    index('grants_of_pipeline')
      .on(table.projectId, table.pipelineId)
      .where(sql`${table.runId} is null`),
  ],
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
