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

/** Why no model reads a message: stored with it. */
export type Rejection = z.infer<typeof rejectionSchema>;

/**
 * Why new words are rejected; null if they are not. They would cost money if the budget is used up, or an unknown amount if the run is limited in
 * dollars and a model has no price (S1-22). If the run is blocked already, they wait, since its question asks for a higher budget.
 */
export function rejectionOf({ run }: RunState, models: readonly UsedModel[]): Rejection | null {
  if (run.status === 'blocked' || run.endedAt !== null) return null;
  if (isSpent(run.spent, run.budget)) return { rejected: 'budget_spent' };
  const unpriced = run.budget.microUsd === null ? undefined : models.find(({ priced }) => !priced);
  return unpriced ? { rejected: 'unpriced_model', model: unpriced.name, role: unpriced.role } : null;
}

/** Rejects the words that still wait, because no stage is left that would read them. */
export function rejectLate(d: Draft): void {
  const late = d.state.messages.filter(({ status, origin }) => status === 'queued' && origin === 'person');
  d.setMessages((it) => (it.status === 'queued' ? { ...it, status: 'rejected' } : it));
  for (const { id } of late) d.record('message.rejected', { message: id }, { ...tooLate, initiator: 'auto' });
}

const tooLate: Rejection = { rejected: 'too_late' };

/** Why a message was rejected; null if it was not. A message without a stored reason was accepted at first, and then came too late. */
export function readRejection({ status, metadata }: Pick<Message, 'status' | 'metadata'>): Rejection | null {
  if (status !== 'rejected') return null;
  const read = rejectionSchema.safeParse(metadata);
  return read.success ? read.data : tooLate;
}
