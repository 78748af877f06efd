import { z } from 'zod';
import { controlModes } from '../project/definition.ts';
import { budgetSchema } from './fields.ts';
import { runSchema } from './run.ts';

const id = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[\x21-\x7e]+$/, 'printable ASCII without spaces');

export const runOrderSchema = z
  .strictObject({
    pipeline: z.string(),
    mode: z
      .string()
      .max(80)
      .optional()
      .meta({ description: "The pipeline's own run mode: the same as its parameter `mode`." }),
    control_mode: z.enum(controlModes).optional(),
    brief: z.string().max(100_000).optional(),
    parameters: z.record(z.string(), z.string().max(4000)).default({}),
    budget: budgetSchema.optional(),
    chat_session_id: id.nullish(),
    recommended_message_id: id.nullish(),
  })
  .meta({ id: 'RunOrder', description: "For what is left out, the pipeline's or the project's default is used." });

export const startOrderSchema = runOrderSchema
  .extend({
    action_id: id.meta({
      description: 'Your own id of the action that starts it; the same one never starts a second run.',
    }),
    context: z
      .strictObject({ initiative_id: id.optional(), workstream_id: id.optional(), task_id: id.optional() })
      .default({})
      .meta({ description: 'Your own ids, kept with the run.' }),
  })
  .meta({ id: 'StartOrder' });

export const preflightSchema = z
  .object({
    ready: z.boolean(),
    blockers: z.array(z.object({ code: z.string(), field: z.string().nullable(), message: z.string() })),
    warnings: z.array(z.object({ code: z.string(), message: z.string() })),
    normalized_config: z.object({
      pipeline: z.string(),
      control_mode: z.enum(controlModes),
      brief: z.string(),
      parameters: z.record(z.string(), z.string()),
      budget: z.object({ usd: z.number().nullable(), tokens: z.int().nullable() }),
    }),
    prerequisites: z.record(z.string(), z.boolean()),
    notes: z.array(z.string()),
  })
  .meta({ id: 'Preflight' });

export const startedSchema = z.object({ status: z.literal('started'), run: runSchema }).meta({ id: 'Started' });
