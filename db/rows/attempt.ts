import type { Attempt, Checkpoint, Lease } from '../../src/core/run/run.ts';
import { byOurClock, byTheirClock } from '../lease-clock.ts';
import type { attempts, checkpoints } from '../schema/attempts.ts';
import { fromCost, fromFeedback, toCost, toFeedback } from './run.ts';

type Row = typeof attempts.$inferSelect;
type CheckpointRow = typeof checkpoints.$inferSelect;

function toLease({ leaseToken: token, leaseWorker: worker, leaseUntil: until }: Row, ahead: number): Lease | null {
  if (token === null || worker === null || until === null) return null;
  return { token, worker, until: byOurClock(until, ahead) };
}

/** `ahead`: see lease-clock.ts. */
export function toAttempt(row: Row, ahead: number): Attempt {
  const { leaseToken: _token, leaseWorker: _worker, leaseUntil: _until, ...rest } = row;
  return {
    ...rest,
    lease: toLease(row, ahead),
    openStep: row.openStep && { ...row.openStep, at: new Date(row.openStep.at) },
    feedback: toFeedback(row.feedback),
    replies: row.replies.map((reply) => ({ ...reply, at: new Date(reply.at) })),
  };
}

export function fromAttempt({ lease, openStep, feedback, replies, ...rest }: Attempt, ahead: number): Row {
  return {
    ...rest,
    leaseToken: lease?.token ?? null,
    leaseWorker: lease?.worker ?? null,
    leaseUntil: lease && byTheirClock(lease.until, ahead),
    openStep: openStep && { ...openStep, at: openStep.at.toISOString() },
    feedback: fromFeedback(feedback),
    replies: replies.map((reply) => ({ ...reply, at: reply.at.toISOString() })),
  };
}

export const toCheckpoint = (row: CheckpointRow): Checkpoint => ({
  number: row.number,
  stage: row.stage,
  versions: row.versions,
  spent: toCost(row),
  at: row.at,
});

export const fromCheckpoint = (runId: string, { spent, ...rest }: Checkpoint): CheckpointRow => ({
  ...rest,
  runId,
  ...fromCost(spent),
});
