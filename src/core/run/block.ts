import type { BlockerReason } from '../ask/ask.ts';
import { settleStatus } from './advance.ts';
import type { Draft } from './draft.ts';
import { openAsk } from './open-ask.ts';
import type { Attempt } from './run.ts';

/**
 * Stops the run, and asks people what to do: a blocker Ask. This raises the epoch, so that nothing more begins. A run has at most one open blocker:
 * if something else goes wrong while one is open (an agent's closing text can fail), a new one replaces it, and one answer is for both.
 */
export function block(
  d: Draft,
  attempt: Attempt,
  reason: BlockerReason,
  said: { detail: string; callId?: string },
): void {
  const { run } = d;
  // An approval lets one attempt begin. If that has begun, the gate asks again before the next one, under its own policy.
  const clearance = attempt.steps > 0 ? null : run.clearance;
  d.setRun({ epoch: run.epoch + 1, clearance });
  const { id: attemptId, stage, stageId } = attempt;
  supersedeBlocker(d);
  openAsk(d, 'blocker', { about: 'blocker', reason, stage, stageId, attemptId, tried: run.tries, ...said });
  settleStatus(d);
}

const somethingElse = 'Something else went wrong since. A newer question says what, and asks how to go on.';

/** The older reason is not lost: its card stays, and if it was the budget, the answer to the newer one has to raise that too. */
function supersedeBlocker(d: Draft): void {
  for (const ask of d.state.asks.filter(({ kind }) => kind === 'blocker')) {
    d.record('ask.superseded', { ask: ask.id }, { why: somethingElse });
    d.endAsk(ask, 'superseded', somethingElse);
  }
}
