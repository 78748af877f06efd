import { DelayedError, type Job, type JobsOptions } from 'bullmq';
import { isNoRoom } from '../core/cards/no-room.ts';
import type { LogIds } from './log.ts';

/** A job carries ids only: whoever performs it reads the truth first. */
export interface JobData {
  effectId: string;
  /** For the log. */
  runId?: string;
  /** Lets a posting be repaired even if its effect is done already; null for a stage. */
  postingId: string | null;
  /** Added by the sweep: a worker may have begun this work before. */
  again: boolean;
}

export interface NewJob {
  id: string;
  data: JobData;
  delay: number;
  /** Goes before all waiting jobs: those may be dozens of cards, each of which takes a second at a platform's pace. */
  isFirst?: boolean;
  tries: number;
  backoff: number;
}

/** One delivery of a job to a worker. */
export interface Delivery extends JobData {
  /** Nobody can have begun this work before. */
  first: boolean;
  /** This very job was begun before, by a worker that may have died. */
  redelivered: boolean;
  /** It is not delivered again if it throws now. */
  last: boolean;
}

export const jobOptions = (job: NewJob): JobsOptions => ({
  jobId: job.id,
  delay: job.delay,
  lifo: job.isFirst ?? false,
  attempts: job.tries,
  backoff: { type: 'exponential', delay: job.backoff },
  // An ended job holds its id, and stays for ever.
  removeOnComplete: true,
  removeOnFail: true,
});

export function deliveryOf(job: Job<JobData>): Delivery {
  const redelivered = job.attemptsMade > 0 || job.stalledCounter > 0;
  const last = job.attemptsMade + 1 >= (job.opts.attempts ?? 1);
  return { ...job.data, first: !job.data.again && !redelivered, redelivered, last };
}

/** Whoever waits for room waits as a job that nobody holds: the others of a crowded place leave its worker to those of another. */
export async function givenBack(job: Job<JobData>, token: string | undefined, error: unknown): Promise<never> {
  if (!isNoRoom(error)) throw error;
  await job.moveToDelayed(Date.now() + error.roomIn, token);
  throw new DelayedError();
}

export const idsOf = ({ runId, postingId, effectId }: JobData): LogIds => ({
  // A job that an older version has added has no run.
  ...(runId === undefined ? {} : { run: runId }),
  ...(postingId === null ? {} : { posting: postingId }),
  effect: effectId,
});
