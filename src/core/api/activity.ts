import { z } from 'zod';
import { entryKinds } from '../ledger/entry.ts';
import { runStatuses } from '../run/run.ts';
import { idSchema, moment, pageOf, pageQuery, whereSchema } from './fields.ts';

/** Who, what, when, where (S0-36..39). */
const activitySchema = z
  .object({
    id: z.string(),
    project_id: z.string(),
    run_id: z.string().nullable(),
    run_title: z.string().nullable(),
    context: z.record(z.string(), z.string()).meta({ description: 'Ids that whoever started the run gave it.' }),
    kind: z.enum(entryKinds),
    who: z.object({ kind: z.enum(['person', 'client', 'system']), id: z.string(), name: z.string() }),
    at: moment,
    where: whereSchema.nullable().meta({ description: 'Null: inside the program.' }),
    subject: z.record(z.string(), z.string()).meta({ description: 'Ids of what it is about.' }),
    payload: z.record(z.string(), z.unknown()),
    status: z.object({ from: z.enum(runStatuses).nullable(), to: z.enum(runStatuses) }).nullable(),
  })
  .meta({ id: 'Activity' });

export const activityQuery = pageQuery.extend({
  project_id: idSchema.optional(),
  run_id: idSchema.optional(),
  actor: idSchema.optional().meta({ description: 'A `who.id`.' }),
  kind: z.enum(entryKinds).optional(),
});

export const activityPageSchema = pageOf(activitySchema).meta({ id: 'ActivityPage' });
