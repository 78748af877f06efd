import { codeOf } from '../../src/core/outage.ts';
import type { Refusal } from '../../src/core/refusal.ts';

/** Unique indexes that refuse the slower of two transactions that acted at the same moment, and the refusal that each stands for. */
const takenBy: Record<string, Refusal> = {
  messages_source: { refused: 'said_already' },
  // Trying again finds the change that was faster.
  messages_replaced_once: { refused: 'contended' },
};

const uniqueViolation = '23505';

/** The refusal that this error stands for. Throws every other error again. */
export function taken(error: unknown): Refusal {
  const refusal = codeOf(error) === uniqueViolation ? takenBy[constraintOf(error) ?? ''] : undefined;
  if (refusal) return refusal;
  throw error;
}

function constraintOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if ('constraint_name' in error && typeof error.constraint_name === 'string') return error.constraint_name;
  return constraintOf(error.cause);
}
