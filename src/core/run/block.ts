import type { BlockerReason } from '../ask/ask.ts';
import { openAsk, settleStatus } from './advance.ts';
import type { Draft } from './draft.ts';
import type { Attempt } from './run.ts';

/**
 * The system stops the run and says why: a blocker Ask. Raises the epoch, so nothing more begins. A run has one open blocker at most:
 * what goes wrong while one is open (the last word of an agent can fail) takes its place, and one answer goes on from both.
 */
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
  supersedeBlocker(d);
  openAsk(d, 'blocker', { about: 'blocker', reason, stage, stageId, attemptId, tried: run.tries, ...said });
  settleStatus(d);
}

const somethingElse = 'Something else went wrong since. A newer question says what, and asks how to go on.';

/** Its reason is not lost: its card stays, and if it was the budget, the answer to the newer one has to raise that as well. */
function supersedeBlocker(d: Draft): void {
  for (const ask of d.state.asks.filter(({ kind }) => kind === 'blocker')) {
    d.record('ask.superseded', { ask: ask.id }, { why: somethingElse });
    d.endAsk(ask, 'superseded', somethingElse);
  }
}
