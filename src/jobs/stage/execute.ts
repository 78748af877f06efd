import type { Cost } from '../../core/run/run.ts';
import type { Assignment, Boundary, Executor, StageResult } from '../../core/stage/executor.ts';
import type { Log } from '../log.ts';
import { stageEntered } from '../diagnostics.ts';
import { StageStopped } from './parts.ts';

export interface ExecutionContext {
  boundary: Boundary;
  /** What to book where the executor can't say. */
  owed: () => Cost;
  /** How long an abort may take to be obeyed. */
  grace: () => number;
  log: Log;
}

/** Performs the stage, and ends whatever the executor does: throw, hang after an abort, or answer late. */
export async function execute(
  executor: Executor,
  assignment: Assignment,
  { boundary, owed, grace, log }: ExecutionContext,
): Promise<StageResult> {
  const aborted = (): StageResult => ({ kind: 'aborted', cost: owed() });
  const leave = (): StageResult => {
    log.warn(
      { reason: reasonOf(boundary.signal) },
      'A stage that was stopped did not end in time: it is left behind, and no longer heard.',
    );
    return aborted();
  };
  const { promise: abandoned, stop } = afterAbort(boundary.signal, grace);
  if (stageEntered.hasSubscribers) {
    stageEntered.publish({ runId: assignment.runId, attemptId: assignment.attemptId });
  }
  try {
    const result = await Promise.race([executor.execute(assignment, boundary), abandoned.then(leave)]);
    return boundary.signal.aborted ? afterwards(result) : result;
  } catch (error) {
    // What a stage throws after it was stopped says nothing new.
    if (boundary.signal.aborted) return aborted();
    log.error({ err: error }, 'A stage threw an error: it fails.');
    return failure(error, owed());
  } finally {
    stop();
  }
}

/** What fails once it was aborted, failed because of that. What got finished nevertheless is kept, if the rules let it. */
const afterwards = (result: StageResult): StageResult =>
  result.kind === 'failed' ? { kind: 'aborted', cost: result.cost } : result;

const failure = (error: unknown, cost: Cost): StageResult => ({
  kind: 'failed',
  error: error instanceof Error ? `${error.name}: ${error.message}` : String(error),
  reason: 'stage_failed',
  passing: false,
  certain: false,
  cost,
});

/** Settles when an abort was not obeyed within its grace: the executor is left behind, its slot is free again. */
function afterAbort(signal: AbortSignal, grace: () => number): { promise: Promise<void>; stop: () => void } {
  let timer: NodeJS.Timeout | undefined;
  let onAbort = (): void => undefined;
  const promise = new Promise<void>((resolve) => {
    onAbort = () => (timer = setTimeout(resolve, grace()));
    if (signal.aborted) onAbort();
    else signal.addEventListener('abort', onAbort, { once: true });
  });
  const stop = (): void => {
    clearTimeout(timer);
    signal.removeEventListener('abort', onAbort);
  };
  return { promise, stop };
}

export const reasonOf = (signal: AbortSignal): StageStopped['reason'] | null =>
  signal.reason instanceof StageStopped ? signal.reason.reason : null;
