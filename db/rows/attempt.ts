import type { Attempt, Checkpoint, Lease } from '../../src/core/run/run.ts';
import type { attempts, checkpoints } from '../schema/attempts.ts';
import { fromCost, fromFeedback, toCost, toFeedback } from './run.ts';

type Row = typeof attempts.$inferSelect;
type CheckpointRow = typeof checkpoints.$inferSelect;

function toLease({ leaseToken: token, leaseWorker: worker, leaseUntil: until }: Row): Lease | null {
  return token === null || worker === null || until === null ? null : { token, worker, until };
}

export function toAttempt(row: Row): Attempt {
  const { leaseToken: _token, leaseWorker: _worker, leaseUntil: _until, ...rest } = row;
  return {
    ...rest,
    lease: toLease(row),
    openStep: row.openStep && { ...row.openStep, at: new Date(row.openStep.at) },
    feedback: toFeedback(row.feedback),
    replies: row.replies.map((reply) => ({ ...reply, at: new Date(reply.at) })),
  };
}

export function fromAttempt({ lease, openStep, feedback, replies, ...rest }: Attempt): Row {
  return {
    ...rest,
    leaseToken: lease?.token ?? null,
    leaseWorker: lease?.worker ?? null,
    leaseUntil: lease?.until ?? null,
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
