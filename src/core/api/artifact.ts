import { z } from 'zod';
import { moment } from './fields.ts';

const versionSchema = z.object({
  number: z.int(),
  base: z.int().nullable(),
  digest: z.string(),
  length: z.int(),
  by: z.object({ kind: z.enum(['role', 'command', 'person', 'rollback', 'suggestion']), name: z.string() }),
  rehearsal: z.boolean(),
  at: moment,
});

export const artifactSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    run_id: z.string().nullable().meta({ description: 'Null: it belongs to the project.' }),
    canon: z.int().nullable().meta({ description: 'The version in force.' }),
    versions: z.array(versionSchema),
  })
  .meta({ id: 'Artifact' });

export const artifactsSchema = z.object({ items: z.array(artifactSchema) }).meta({ id: 'Artifacts' });

export const versionTextSchema = versionSchema
  .extend({ artifact_id: z.string(), text: z.string().nullable().meta({ description: 'Null: it was redacted.' }) })
  .meta({ id: 'VersionText' });
