import { nanoid } from 'nanoid';
import { isRefusal } from '../../core/refusal.ts';
import { noCost, type Cost, type Feedback } from '../../core/run/run.ts';
import type { StageResult } from '../../core/stage/executor.ts';
import { untold } from './doubt.ts';
import { reasonOf } from './execute.ts';
import { report, type Hand, type Report } from './hand.ts';
import type { StageParts } from './parts.ts';

/** Go on from the continuation, at this epoch, with this to read; or it is over. */
export type Settled = { goOn: number; feedback: Feedback[] } | 'over';

/** Reports what came of it. The second fence is the rules': a result counts only while the lease is held. */
export async function settle(
  parts: StageParts,
  hand: Hand,
  result: StageResult,
  signal: AbortSignal,
): Promise<Settled> {
  const rest = untold(result, hand.left ?? 'nothing');
  const what = rest && reportOf(parts, hand, rest, signal);
  if (rest === null || what === null) return 'over';
  if (what.kind === 'fail') logFailure(parts, what);
  const { runId } = hand.attempt;
  const patience = { patience: parts.settings.resultPatience };
  hand.owed = rest.cost;
  hand.telling = nanoid();
  const reply = await report(parts, runId, what, { ...patience, id: hand.telling });
  hand.telling = undefined;
  if (reply !== 'repeated' && !isRefusal(reply)) {
    const { result: now } = reply;
    return now.kind === 'go_on' ? { goOn: now.epoch, feedback: now.feedback } : 'over';
  }
  parts.log.debug({ what: what.kind, reply }, 'The result came too late, or for the second time.');
  // It was aborted meanwhile; or the answer was lost, and may have been to go on. Either way it lets go, and books what is not booked yet.
  const cost = reply === 'repeated' ? noCost : rest.cost;
  if (what.kind !== 'release') await report(parts, runId, letGo(hand, cost), patience);
  return 'over';
}

const logFailure = ({ log }: StageParts, { error, reason, passing }: Extract<Report, { kind: 'fail' }>): void =>
  log.warn(
    { err: error, reason, passing },
    'A stage failed: it is tried again if that may help, or the run asks people what to do.',
  );

/** Null when there is nobody left to tell: the lease, and with it the attempt, is somebody else's. */
function reportOf(parts: StageParts, hand: Hand, result: StageResult, signal: AbortSignal): Report | null {
  const its = { attemptId: hand.attempt.id, token: hand.token };
  switch (result.kind) {
    case 'done':
      return { kind: 'finish', ...its, output: result.output, cost: result.cost, ...turnsOf(result) };
    case 'failed':
      return { ...result, kind: 'fail', ...its };
    case 'stopped':
      if (signal.aborted) return afterAbort(hand, result, signal);
      if (parts.shift.ending.aborted) return { ...letGo(hand, result.cost), ...saidIn(result) };
      return {
        ...{ kind: 'park', ...its, epoch: hand.epoch, cost: result.cost },
        continuation: result.continuation,
        ...saidIn(result),
      };
    case 'aborted':
      return afterAbort(hand, result, signal);
  }
}

function afterAbort(hand: Hand, result: StageResult, signal: AbortSignal): Report | null {
  const its = { attemptId: hand.attempt.id, token: hand.token, cost: result.cost };
  switch (reasonOf(signal)) {
    case 'lease_lost':
      return null;
    case 'aborted':
    case 'shutting_down':
      return letGo(hand, result.cost);
    case 'time_limit':
      return {
        kind: 'fail',
        ...its,
        error: 'It took longer than its time limit.',
        reason: 'time_limit',
        passing: false,
        certain: false,
      };
    case null:
      return {
        kind: 'fail',
        ...its,
        error: 'The stage ended itself, unasked.',
        reason: 'stage_failed',
        passing: false,
        certain: false,
      };
  }
}

const saidIn = ({ lastWord, ...result }: Extract<StageResult, { kind: 'stopped' }>) => ({
  ...turnsOf(result),
  ...(lastWord === undefined ? {} : { lastWord }),
});

const turnsOf = ({ turns }: { turns?: readonly unknown[] }) => (turns === undefined ? {} : { turns });

export const letGo = (hand: Hand, cost: Cost): Report => ({
  kind: 'release',
  attemptId: hand.attempt.id,
  token: hand.token,
  cost,
});
