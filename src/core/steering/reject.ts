import { z } from 'zod';
import type { Draft } from '../run/draft.ts';
import { isSpent } from '../run/run.ts';
import type { UsedModel } from '../run/run-config.ts';
import type { RunState } from '../run/state.ts';
import type { Message } from './message.ts';

const rejectionSchema = z.discriminatedUnion('rejected', [
  z.object({ rejected: z.literal('budget_spent') }),
  z.object({ rejected: z.literal('unpriced_model'), model: z.string(), role: z.string() }),
  z.object({ rejected: z.literal('too_late') }),
]);

/** Why no model would see words that were said: kept beside them. */
export type Rejection = z.infer<typeof rejectionSchema>;

/**
 * A run that is limited in money and would call a model without a price, and one whose budget is used up, pay for no more words (S1-22).
 * Where it is blocked already, they wait: its question asks for a higher budget.
 */
export function rejectionOf({ run }: RunState, models: readonly UsedModel[]): Rejection | null {
  if (run.status === 'blocked' || run.endedAt !== null) return null;
  if (isSpent(run.spent, run.budget)) return { rejected: 'budget_spent' };
  const unpriced = run.budget.microUsd === null ? undefined : models.find(({ priced }) => !priced);
  return unpriced ? { rejected: 'unpriced_model', model: unpriced.name, role: unpriced.role } : null;
}

/** Nobody reads what still waits. */
export function rejectLate(d: Draft): void {
  const late = d.state.messages.filter(({ status, origin }) => status === 'queued' && origin === 'person');
  d.setMessages((it) => (it.status === 'queued' ? { ...it, status: 'rejected' } : it));
  for (const { id } of late) d.record('message.rejected', { message: id }, { ...tooLate, initiator: 'auto' });
}

const tooLate: Rejection = { rejected: 'too_late' };

/** Null of words that were not rejected. What was accepted at first stands as it was said, without a reason: it came too late. */
export function readRejection({ status, metadata }: Pick<Message, 'status' | 'metadata'>): Rejection | null {
  if (status !== 'rejected') return null;
  const read = rejectionSchema.safeParse(metadata);
  return read.success ? read.data : tooLate;
}
