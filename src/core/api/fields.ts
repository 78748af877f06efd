import { z } from 'zod';

/** The wire format of the HTTP API. Its routes, its document and its client are all made from the schemas in this folder. */

export const moment = z.iso.datetime();
export const words = (most: number) => z.string().min(1).max(most);

/** An id as a caller writes it. Refuses NUL, which no id of ours has, and for which Postgres can't search. */
export const idSchema = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[^\0]*$/, 'no id holds a NUL');

/** US dollars, exact to a millionth, and whole tokens. Null means no limit of that kind. */
export const budgetSchema = z
  .strictObject({
    usd: z.number().positive().max(1_000_000).nullable().default(null),
    tokens: z.int().positive().max(1_000_000_000).nullable().default(null),
  })
  .meta({ id: 'Budget' });

export const whereSchema = z
  .object({ surface: z.string(), channel: z.string().nullable(), thread: z.string().nullable() })
  .meta({ id: 'Where', description: 'Where it was done: a surface, `api` or `cli`.' });

/** A page of a list; `next` is the cursor of the next page, null at the end. */
export const pageOf = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), next: z.string().nullable() });

/** Strict, since a misspelt filter that was ignored would return everything and look filtered. */
export const pageQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(1000).optional().meta({ description: 'The `next` of the previous page.' }),
});
