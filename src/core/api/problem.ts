import { z } from 'zod';
import { preflightSchema } from './start.ts';
import { askSchema } from './ask.ts';
import { runSchema } from './run.ts';

/** A problem document (RFC 9457). Programs branch on `code`; title and detail are for people. */
export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z.string(),
    request_id: z.string(),
    errors: z
      .array(z.object({ pointer: z.string(), detail: z.string() }))
      .optional()
      .meta({
        description: 'What is wrong with the request, by JSON pointer into its body, or by the name of a field.',
      }),
    run: runSchema.optional().meta({ description: 'As it stands now, where it was not as the caller saw it.' }),
    ask: askSchema.optional().meta({ description: 'As it stands now, where it was not as the caller saw it.' }),
    preflight: preflightSchema.optional().meta({ description: "Why the run can't start so." }),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof problemSchema>;
