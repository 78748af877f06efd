import type { z } from 'zod';
import type { budgetSchema } from '../core/api/fields.ts';
import type { Budget } from '../core/run/run.ts';

export const budgetOf = (sent: z.infer<typeof budgetSchema> | undefined): Budget => ({
  microUsd: typeof sent?.usd === 'number' ? Math.round(sent.usd * 1_000_000) : null,
  tokens: sent?.tokens ?? null,
});
