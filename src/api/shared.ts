import { z } from 'zod';
import { idSchema } from '../core/api/fields.ts';
import { problemSchema } from '../core/api/problem.ts';

const json = <T extends z.ZodType>(schema: T) => ({ 'application/json': { schema } });

/** The success response of a route; every other response is a problem. */
export const answers = <T extends z.ZodType>(schema: T, description: string) => ({
  description,
  content: json(schema),
});

export const problems = {
  description: 'Anything else: a problem (RFC 9457).',
  content: { 'application/problem+json': { schema: problemSchema } },
};

export const body = <T extends z.ZodType>(schema: T) => ({ body: { content: json(schema), required: true } });

export const runParam = z.object({ run_id: idSchema });
export const askParam = z.object({ ask_id: idSchema });
export const projectParam = z.object({ project_id: idSchema });
