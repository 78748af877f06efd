import { nanoid } from 'nanoid';
import { isRefusal, type Refusal } from '../../core/refusal.ts';
import type { WorkerEvent } from '../../core/run/event.ts';
import type { Attempt, Cost } from '../../core/run/run.ts';
import type { Decision, RunState } from '../../core/run/state.ts';
import { tell } from '../tell.ts';
import type { Left } from './doubt.ts';
import type { StageParts } from './parts.ts';

type Saying<K extends WorkerEvent['kind']> = Omit<Extract<WorkerEvent, { kind: K }>, 'id' | 'at' | 'actor'>;
/** What a worker reports, without what every event has. */
export type Report = { [K in WorkerEvent['kind']]: Saying<K> }[WorkerEvent['kind']];

export const workerEvent = (report: Report, id = nanoid()): WorkerEvent => ({
  ...report,
  id,
  at: new Date(),
  actor: { kind: 'system', name: 'worker' },
});

/** A claimed attempt, in the hand of this process. */
export interface Hand {
  attempt: Attempt;
  state: RunState;
  token: string;
  /** Raised when the run was paused and resumed while the worker stopped. */
  epoch: number;
  /** What was spent and not reported yet; of a step that has not come back, its estimate. */
  owed: Cost;
  /** Kept of the talk since the claim. */
  turns: unknown[];
  /** Of the last step that was asked for, if its answer was lost and the work ends here. */
  left?: Left | undefined;
  /** The delivery key of the report on the end, from when it is sent until its answer has come. */
  telling?: string | undefined;
  /** `performance.now()` before the claim was sent: the lease counts from there. */
  since: number;
}

interface Telling {
  patience: number;
  signal?: AbortSignal;
  /** The delivery key. Without it, the report gets a new one. */
  id?: string;
}

/** Reports; refusals come back, a repeat whose first answer was lost counts as done. */
export async function report(
  parts: StageParts,
  runId: string,
  what: Report,
  { id, ...patience }: Telling,
): Promise<Decision | Refusal | 'repeated'> {
  const reply = await tell(parts, runId, workerEvent(what, id), patience);
  if (isRefusal(reply) && reply.refused === 'repeated') return 'repeated';
  return reply;
}
