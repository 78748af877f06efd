import { noCost } from '../../core/run/run.ts';
import type { Assignment, Boundary, Executor, StageResult } from '../../core/stage/executor.ts';
import { StageStopped } from './parts.ts';

/** Performs the stage, and ends whatever the executor does: throw, hang after an abort, or answer late. */
export async function execute(
  executor: Executor,
  assignment: Assignment,
  boundary: Boundary,
  grace: () => number,
): Promise<StageResult> {
  const { promise: abandoned, stop } = afterAbort(boundary.signal, grace);
  try {
    const result = await Promise.race([executor.execute(assignment, boundary), abandoned]);
    return boundary.signal.aborted ? afterwards(result) : result;
  } catch (error) {
    if (boundary.signal.aborted) return { kind: 'aborted', cost: noCost };
    return failure(error);
  } finally {
    stop();
  }
}

/** What fails once it was aborted, failed because of that. What got finished nevertheless is kept, if the rules let it. */
const afterwards = (result: StageResult): StageResult =>
  result.kind === 'failed' ? { kind: 'aborted', cost: result.cost } : result;

const failure = (error: unknown): StageResult => ({
  kind: 'failed',
  error: error instanceof Error ? `${error.name}: ${error.message}` : String(error),
  reason: 'stage_failed',
  passing: false,
  certain: false,
  cost: noCost,
});

/** Settles when an abort was not obeyed within its grace: the executor is left behind, its slot is free again. */
function afterAbort(signal: AbortSignal, grace: () => number): { promise: Promise<StageResult>; stop: () => void } {
  let timer: NodeJS.Timeout | undefined;
  let onAbort = (): void => undefined;
  const promise = new Promise<StageResult>((resolve) => {
    onAbort = () => (timer = setTimeout(() => resolve({ kind: 'aborted', cost: noCost }), grace()));
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
