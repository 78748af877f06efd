import { isRefusal } from '../../core/refusal.ts';
import type { Cost } from '../../core/run/run.ts';
import type { Boundary } from '../../core/stage/executor.ts';
import { classify } from '../outage.ts';
import { report, type Hand } from './hand.ts';
import type { StageParts } from './parts.ts';

type Begun = Awaited<ReturnType<Boundary['begin']>>;

const stop: Begun = { go: false };

/** The first fence: asks Postgres before each step. An outage is waited for as long as the lease holds. */
export async function beginStep(parts: StageParts, hand: Hand, estimate: Cost, signal: AbortSignal): Promise<Begun> {
  const { attempt, token, epoch } = hand;
  if (signal.aborted || parts.shift.ending.aborted) return stop;
  const what = { kind: 'begin_step', attemptId: attempt.id, token, epoch, estimate } as const;
  try {
    const reply = await report(parts, attempt.runId, what, { patience: parts.settings.resultPatience, signal });
    if (reply === 'repeated') return await recall(parts, hand);
    if (isRefusal(reply)) {
      parts.log.debug({ runId: attempt.runId, attemptId: attempt.id, reply }, 'The next step was refused.');
      return stop;
    }
    return reply.result.kind === 'begin'
      ? { go: true, step: reply.result.step, messages: reply.result.messages }
      : stop;
  } catch (error) {
    // What would be wrong again next time is the stage's failure, and people are told.
    if (classify(error) !== 'outage') throw error;
    parts.log.warn({ err: error, attemptId: attempt.id }, 'The next step could not be begun: stopping before it.');
    return stop;
  }
}

/** It was committed, only its answer was lost: the step is ours, and so are the words delivered with it. */
async function recall(parts: StageParts, { attempt, token }: Hand): Promise<Begun> {
  const state = await parts.runs.find(attempt.runId);
  const now = state?.attempts.find((it) => it.lease?.token === token);
  if (!state || !now?.openStep) return stop;
  const messages = state.messages.filter((it) => it.deliveredTo === attempt.id);
  return { go: true, step: now.openStep.number, messages };
}
