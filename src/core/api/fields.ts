import { z } from 'zod';

/** The wire format of the HTTP API. Its routes, its document and its client are made from what stands in this folder. */

export const moment = z.iso.datetime();
export const words = (most: number) => z.string().min(1).max(most);

/** An id as a caller writes it. No id of ours holds a NUL, and Postgres can't look for one. */
export const idSchema = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[^\0]*$/, 'no id holds a NUL');

/** US dollars, exact to a millionth; tokens are whole. Null: no limit of that kind. */
export const budgetSchema = z
  .strictObject({
    usd: z.number().positive().max(1_000_000).nullable().default(null),
    tokens: z.int().positive().max(1_000_000_000).nullable().default(null),
  })
  .meta({ id: 'Budget' });

export const whereSchema = z
  .object({ surface: z.string(), channel: z.string().nullable(), thread: z.string().nullable() })
  .meta({ id: 'Where', description: 'Where it was done: a surface, `api` or `cli`.' });

/** Newest first unless it says otherwise; `next` is the cursor of what comes behind, null at the end. */
export const pageOf = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), next: z.string().nullable() });

/** Strict: a misspelt filter that was passed over would answer everything, and look filtered. */
export const pageQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(1000).optional().meta({ description: 'A `next` of the same question.' }),
});
