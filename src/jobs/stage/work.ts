import { noCost } from '../../core/run/run.ts';
import { classify } from '../outage.ts';
import { persist } from '../persist.ts';
import { spellOf } from '../spell.ts';
import { Unreadable } from '../unreadable.ts';
import { readAssignment } from './assignment.ts';
import { report, type Hand, type Report } from './hand.ts';
import { holdLease, type Renew } from './lease.ts';
import { letGo } from './settle.ts';
import { StageStopped, type StageParts, type StopReason } from './parts.ts';
import { takeTurns, type Hold } from './turns.ts';

/** The longest that a timer can wait; more fires at once. */
const longestTimer = 2 ** 31 - 1;

/** Does the work of a claimed attempt, under its lease, until it is over. */
export async function work(parts: StageParts, hand: Hand): Promise<void> {
  const abort = new AbortController();
  const stop = (reason: StopReason): void => abort.abort(new StageStopped(reason));
  const lease = holdLease({
    length: parts.settings.lease,
    since: hand.since,
    renew: renewer(parts, hand, stop),
    spell: spellOf(parts.log, renewing),
    onLost: () => {
      parts.log.warn(
        {},
        'The lease was lost: the stage is stopped here, and goes to another worker, or a person is asked.',
      );
      stop('lease_lost');
    },
  });
  parts.live.set(hand.attempt.id, stop);
  try {
    await perform(parts, hand, { stop, signal: abort.signal, heldFor: lease.heldFor });
  } catch (error) {
    await giveUp(parts, hand, error);
  } finally {
    lease.stop();
    // The same attempt may have been taken again, by this very process.
    if (parts.live.get(hand.attempt.id) === stop) parts.live.delete(hand.attempt.id);
  }
}

type Stop = (reason: StopReason) => void;

const renewing = {
  begins: 'The lease could not be renewed; it is tried again, and the stage is stopped before the lease runs out.',
  ends: 'The lease is renewed again.',
};

const looking = {
  begins: 'Whether the stage was aborted could not be read; that is looked up again at each renewal of the lease.',
  ends: 'Whether the stage was aborted can be read again.',
};

/** Reads the state as well: the hint that it was aborted may have been lost. */
function renewer({ runs, log }: StageParts, { attempt: { id, runId }, token }: Hand, stop: Stop): Renew {
  const spell = spellOf(log, looking);
  return async (until) => {
    const isOurs = await runs.renew(id, token, until);
    if (!isOurs) return false;
    try {
      const state = await runs.find(runId);
      if (state?.attempts.find((it) => it.id === id)?.status === 'aborted') stop('aborted');
      spell.worked();
    } catch (error) {
      spell.failed(error);
    }
    return true;
  };
}

async function perform(parts: StageParts, hand: Hand, hold: Hold & { stop: Stop }): Promise<void> {
  const patience = { patience: parts.settings.lease / 2, log: parts.log };
  const assignment = await persist(() => readAssignment(hand.state, hand.attempt, parts), patience);
  const limit = setTimeout(() => hold.stop('time_limit'), Math.min(assignment.stage.time_limit * 1000, longestTimer));
  try {
    await takeTurns(parts, hand, assignment, hold);
  } finally {
    clearTimeout(limit);
  }
}

/**
 * The work could not be done, by no fault of the executor. After an outage somebody else tries; else people are told. If an
 * earlier report was never answered, this one has its delivery key: if that was committed, this one is refused as a repeat, and no
 * cost is booked twice. The attempt may still be ours then, because the run goes on, and is handed back.
 */
async function giveUp(parts: StageParts, hand: Hand, error: unknown): Promise<void> {
  const { attempt, telling } = hand;
  const last = finalReport(hand, error);
  parts.log.error({ err: error }, `A stage could not be worked on: ${next[last.kind]}.`);
  const patience = { patience: parts.settings.resultPatience };
  const id = telling === undefined ? {} : { id: telling };
  const reply = await report(parts, attempt.runId, last, { ...patience, ...id });
  if (reply === 'repeated' && telling !== undefined) {
    await report(parts, attempt.runId, letGo(hand, noCost), patience);
  }
}

const next = {
  release: 'it is handed back to the queue',
  unreadable: 'its run fails, since no choice would help',
  fail: 'the run asks people what to do',
};

function finalReport({ attempt, token, owed }: Hand, error: unknown): Report & { kind: keyof typeof next } {
  const its = { attemptId: attempt.id, token, cost: owed };
  const text = error instanceof Error ? error.message : String(error);
  if (error instanceof Unreadable) return { kind: 'unreadable', attemptId: attempt.id, error: text };
  if (classify(error) === 'outage') return { kind: 'release', ...its };
  return { kind: 'fail', ...its, error: text, reason: 'stage_failed', passing: false, certain: false };
}
