import type { BlockerReason } from '../ask/ask.ts';
import { openAsk, settleStatus } from './advance.ts';
import type { Draft } from './draft.ts';
import type { Attempt } from './run.ts';

/** The system stops the run and says why: a blocker Ask. Raises the epoch, so nothing more begins. */
export function block(
  d: Draft,
  attempt: Attempt,
  reason: BlockerReason,
  said: { detail: string; callId?: string },
): void {
  const { run } = d;
  // An approval lets one attempt begin: whatever comes after it is asked about anew, under the gate's own policy.
  const clearance = attempt.steps > 0 ? null : run.clearance;
  d.setRun({ epoch: run.epoch + 1, clearance });
  const { id: attemptId, stage, stageId } = attempt;
  openAsk(d, 'blocker', { about: 'blocker', reason, stage, stageId, attemptId, tried: run.tries, ...said });
  settleStatus(d);
}
