import { z } from 'zod';
import { controlModes } from '../project/definition.ts';
import { destinations } from '../steering/destination.ts';
import { messageStatuses, steerPolicies, timings } from '../steering/message.ts';
import { idSchema, words } from './fields.ts';
import { runSchema } from './run.ts';

const epoch = z
  .int()
  .meta({ description: 'The epoch of the run as you saw it. An outdated one is refused, with the run as it is now.' });
const confirmed = z
  .boolean()
  .default(false)
  .meta({ description: 'Says that you mean it: without it, nothing is done, and the answer says so.' });

export const pauseSchema = z.strictObject({ why: words(8000).nullish() }).meta({ id: 'Pause' });
export const resumeSchema = z.strictObject({ epoch, notes: words(8000).nullish() }).meta({ id: 'Resume' });
export const cancelSchema = z.strictObject({ epoch, confirmed }).meta({ id: 'Cancel' });
export const rollbackSchema = z.strictObject({ epoch, confirmed, checkpoint: z.int().min(0) }).meta({ id: 'Rollback' });
export const changeModeSchema = z.strictObject({ control_mode: z.enum(controlModes) }).meta({ id: 'ChangeMode' });
export const revokeGrantSchema = z
  .strictObject({ grant_id: idSchema.meta({ description: 'One of the `grants` of the run.' }) })
  .meta({ id: 'RevokeGrant' });
export const messageSchema = z
  .strictObject({
    text: words(8000),
    policy: z.enum(steerPolicies).nullish().meta({
      description:
        'If left out: pause for a bare stop word; else for people what their project says, and for programs steer.',
    }),
    timing: z
      .enum(timings)
      .nullish()
      .meta({ description: '`stage`: read only once the stage in progress is over. If left out: at the next step.' }),
  })
  .meta({ id: 'Message' });
export const interveneSchema = messageSchema.extend({ kind: z.literal('message') }).meta({ id: 'Intervene' });

const saidSchema = z
  .object({
    id: z.string(),
    status: z.enum(messageStatuses),
    policy: z.enum(steerPolicies).nullable(),
    timing: z.enum(timings),
    goes: z.enum(destinations),
    detail: z.string().meta({ description: 'The same in words, as people are told.' }),
  })
  .meta({ id: 'Said', description: 'What became of the words: where they go, or why nobody reads them.' });

export const commandedSchema = z
  .object({
    status: z.enum([
      'paused',
      'resumed',
      'cancelled',
      'rolled_back',
      'mode_changed',
      'grant_revoked',
      'accepted',
      'rejected',
    ]),
    run: runSchema.meta({ description: 'As it stands now.' }),
    message: saidSchema.optional(),
  })
  .meta({ id: 'Commanded' });
