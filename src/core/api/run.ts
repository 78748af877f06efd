import { z } from 'zod';
import { controlModes, executions } from '../project/definition.ts';
import { attemptStatuses, holdReasons, runStatuses, triggerSources } from '../run/run.ts';
import { toolNames } from '../stage/call.ts';
import { idSchema, moment, pageOf, pageQuery, whereSchema } from './fields.ts';

const holdSchema = z.object({
  reason: z.enum(holdReasons),
  why: z.string(),
  by: z.string(),
  at: moment,
});

const triggerSchema = z.object({
  id: z.string(),
  source: z.enum(triggerSources),
  by: z.object({ id: z.string(), name: z.string() }),
  at: moment,
  where: whereSchema,
  context: z.record(z.string(), z.string()),
  recommended_message_id: z.string().nullable(),
});

export const runSchema = z
  .object({
    id: z.string(),
    project_id: z.string(),
    pipeline_id: z.string(),
    title: z.string(),
    status: z.enum(runStatuses),
    hold: holdSchema.nullable(),
    epoch: z.int().meta({
      description: 'Rises when the run is paused, resumed or stopped. Send it with resume, cancel and rollback.',
    }),
    stage: z.int().meta({ description: 'Index of the stage that is due; the number of stages when all are done.' }),
    control_mode: z.enum(controlModes),
    execution: z.enum(executions).meta({ description: 'The label of the workers that execute it.' }),
    brief: z.string(),
    parameters: z.record(z.string(), z.string()),
    budget: z.object({ usd: z.number().nullable(), tokens: z.int().nullable() }),
    spent: z.object({ usd: z.number(), input_tokens: z.int(), output_tokens: z.int() }),
    trigger: triggerSchema,
    started_at: moment,
    ended_at: moment.nullable(),
  })
  .meta({ id: 'Run' });

const attemptSchema = z.object({
  id: z.string(),
  number: z.int(),
  stage_id: z.string(),
  status: z.enum(attemptStatuses),
  error: z.string().nullable(),
  started_at: moment.nullable(),
  ended_at: moment.nullable(),
});

const grantSchema = z
  .object({
    id: z.string(),
    stage_id: z.string(),
    tool: z.enum(toolNames),
    about: z
      .string()
      .nullable()
      .meta({ description: 'What exactly the calls must be about; null: any call of the tool.' }),
    run_id: z.string().nullable().meta({ description: 'Null: every run of the pipeline.' }),
    ask_id: z.string().meta({ description: 'Where it was given.' }),
    by: z.string(),
    at: moment,
    expires_at: moment.nullable().meta({ description: 'Null: when its run ends.' }),
    used: z.int().meta({ description: 'How many calls it has let pass.' }),
    last_used_at: moment.nullable(),
  })
  .meta({ id: 'Grant' });

export const runDetailSchema = runSchema
  .extend({
    stages: z.array(z.object({ id: z.string(), name: z.string(), makes: z.string() })),
    attempts: z.array(attemptSchema),
    open_asks: z.array(z.string()).meta({ description: 'Ids of the questions that wait for people.' }),
    grants: z.array(grantSchema).meta({ description: 'What its agents may do without a question, newest first.' }),
    may: z.array(z.enum(['pause', 'resume', 'cancel', 'rollback', 'message', 'change_mode'])).meta({
      description: "What this key can do to it now, by the run's status, the key's permissions and the project's plan.",
    }),
  })
  .meta({ id: 'RunDetail' });

export const runQuery = pageQuery.extend({
  project_id: idSchema.optional(),
  pipeline_id: idSchema.optional(),
  status: z.enum(runStatuses).optional(),
});

export const runPageSchema = pageOf(runSchema).meta({ id: 'RunPage' });

const versionOfSchema = z.object({ artifact: z.string(), version: z.int(), digest: z.string(), length: z.int() });

export const checkpointsSchema = z
  .object({
    items: z.array(
      z.object({
        number: z.int(),
        stage: z.int(),
        versions: z.array(versionOfSchema),
        at: moment,
      }),
    ),
  })
  .meta({ id: 'Checkpoints', description: 'Number 0 is the start; oldest first.' });
