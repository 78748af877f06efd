import { z } from 'zod';
import { controlModes } from '../project/definition.ts';

const parameterSchema = z.object({
  name: z.string(),
  label: z.string(),
  help: z.string().nullable(),
  kind: z.enum(['line', 'text', 'number', 'choice']),
  choices: z.array(z.string()),
  required: z.boolean(),
  default: z.string().nullable(),
});

const stageSchema = z.object({
  id: z.string(),
  name: z.string(),
  do: z.enum(['write', 'command', 'agent']),
  makes: z.string(),
  gate: z.enum(['before', 'after']).nullable(),
  irreversible: z.boolean(),
});

export const pipelineSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    about: z.string(),
    brief: z.object({ label: z.string(), default: z.string().nullable() }).nullable(),
    parameters: z.array(parameterSchema),
    budget: z.object({ usd: z.number().nullable(), tokens: z.int().nullable() }),
    stages: z.array(stageSchema),
  })
  .meta({ id: 'Pipeline' });

export const projectSchema = z
  .object({ id: z.string(), name: z.string(), about: z.string().nullable(), control_mode: z.enum(controlModes) })
  .meta({ id: 'Project' });

export const projectDetailSchema = projectSchema
  .extend({ pipelines: z.array(pipelineSchema) })
  .meta({ id: 'ProjectDetail' });

export const projectsSchema = z.object({ items: z.array(projectSchema) }).meta({ id: 'Projects' });
