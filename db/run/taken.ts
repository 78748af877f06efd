import { codeOf } from '../error.ts';
import type { Refusal } from '../../src/core/refusal.ts';

/** What two that act in the same moment run into, where one was faster than the other's look: a unique index tells. */
const takenBy: Record<string, Refusal> = {
  messages_source: { refused: 'said_already' },
  // Looking again finds the change that was faster.
  messages_replaced_once: { refused: 'contended' },
};

const uniqueViolation = '23505';

/** The refusal that this error stands for; every other error goes on its way. */
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
