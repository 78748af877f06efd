import { z } from 'zod';
import { problemSchema } from '../core/api/problem.ts';

const json = <T extends z.ZodType>(schema: T) => ({ 'application/json': { schema } });

/** What a route answers when all is well; everything else is a problem. */
export const answers = <T extends z.ZodType>(schema: T, description: string) => ({
  description,
  content: json(schema),
});

export const problems = {
  description: 'Anything else: a problem (RFC 9457).',
  content: { 'application/problem+json': { schema: problemSchema } },
};

export const body = <T extends z.ZodType>(schema: T) => ({ body: { content: json(schema), required: true } });

const id = z.string().min(1).max(200);
export const runParam = z.object({ run_id: id });
export const askParam = z.object({ ask_id: id });
export const projectParam = z.object({ project_id: id });
