import { sql } from 'drizzle-orm';
import { check, index, integer, jsonb, pgTable, text, unique, type AnyPgColumn } from 'drizzle-orm/pg-core';
import type { Where } from '../../src/core/people/actor.ts';
import { controlModes, executions } from '../../src/core/project/definition.ts';
import { holdReasons, runStatuses, triggerSources, type Clearance } from '../../src/core/run/run.ts';
import { asks } from './asks.ts';
import { attempts } from './attempts.ts';
import { amount, feedback, id, moment, oneOf, spending } from './columns.ts';
import { messages } from './messages.ts';
import { definitions, projects } from './projects.ts';

/** One execution of a pipeline: where it stands, what it may spend, and the click or signed call that started it. */
export const runs = pgTable(
  'runs',
  {
    id: id(),
    projectId: text('project_id')
      .notNull()
      .references(() => projects.id),
    pipelineId: text('pipeline_id').notNull(),
    definitionDigest: text('definition_digest')
      .notNull()
      .references(() => definitions.digest),
    title: text('title').notNull(),
    status: text('status', { enum: runStatuses }).notNull(),
    holdReason: text('hold_reason', { enum: holdReasons }),
    holdWhy: text('hold_why'),
    holdBy: text('hold_by'),
    holdAt: moment('hold_at'),
    epoch: integer('epoch').notNull(),
    version: integer('version').notNull(),
    outputs: integer('outputs').notNull().default(0),
    stage: integer('stage').notNull(),
    round: integer('round').notNull(),
    tries: integer('tries').notNull(),
    finished: text('finished').references((): AnyPgColumn => attempts.id),
    mode: text('mode', { enum: controlModes }).notNull(),
    brief: text('brief').notNull(),
    parameters: jsonb('parameters').$type<Record<string, string>>().notNull(),
    budgetMicroUsd: amount('budget_micro_usd'),
    budgetTokens: amount('budget_tokens'),
    ...spending,
    clearance: jsonb('clearance').$type<Clearance>(),
    feedback: feedback(),
    execution: text('execution', { enum: executions }).notNull().default('local'),
    triggerId: text('trigger_id').notNull(),
    triggerSource: text('trigger_source', { enum: triggerSources }).notNull(),
    triggerPersonId: text('trigger_person_id').notNull(),
    triggerPersonName: text('trigger_person_name').notNull(),
    triggerWhere: jsonb('trigger_where').$type<Where>().notNull(),
    triggeredAt: moment('triggered_at').notNull(),
    triggerContext: jsonb('trigger_context').$type<Record<string, string>>().notNull(),
    recommendedBy: text('recommended_by').references((): AnyPgColumn => asks.id),
    recommendedConfig: jsonb('recommended_config').$type<unknown>(),
    runSummaryMessageId: text('run_summary_message_id').references((): AnyPgColumn => messages.id),
    endings: integer('endings').notNull(),
    lastSteerer: text('last_steerer'),
    lastEditor: text('last_editor'),
    startedAt: moment('started_at').notNull(),
    endedAt: moment('ended_at'),
  },
  (table) => [
    unique('runs_trigger_id').on(table.projectId, table.triggerId),
    oneOf('runs_status', table.status, runStatuses),
    oneOf('runs_mode', table.mode, controlModes),
    oneOf('runs_execution', table.execution, executions),
    oneOf('runs_trigger_source', table.triggerSource, triggerSources),
    oneOf('runs_hold_reason', table.holdReason, holdReasons),
    check(
      'runs_hold_whole',
      sql`num_nulls(${table.holdReason}, ${table.holdWhy}, ${table.holdBy}, ${table.holdAt}) in (0, 4)`,
    ),
    check('runs_trigger_named', sql`${table.triggerId} <> ''`),
    index('runs_of_project').on(table.projectId, table.startedAt, table.id),
    // A filter by either finds its few among all: the other one's values are gone through one by one.
    index('runs_of_pipeline').on(table.projectId, table.pipelineId, table.status, table.startedAt, table.id),
    index('runs_active')
      .on(table.projectId, table.startedAt)
      .where(sql`${table.endedAt} is null`),
    index('runs_that_move')
      .on(table.id)
      .where(sql`${table.status} in ('queued', 'running')`),
  ],
);
