import { isRefusal } from '../../core/refusal.ts';
import type { Begun, StepRequest } from '../../core/stage/step.ts';
import { standing } from '../../core/steering/chain.ts';
import { classify } from '../outage.ts';
import { report, type Hand } from './hand.ts';
import type { StageParts } from './parts.ts';

const stop: Begun = { go: false };

/**
 * The first fence: asks Postgres before each step. An outage is waited for as long as the lease holds: an executor that stopped
 * for it would only be told to go on.
 */
export async function beginStep(parts: StageParts, hand: Hand, step: StepRequest, signal: AbortSignal): Promise<Begun> {
  const stopping = AbortSignal.any([signal, parts.shift.ending]);
  while (!stopping.aborted) {
    try {
      return await ask(parts, hand, step, stopping);
    } catch (error) {
      // What would be wrong again next time is the stage's failure, and people are told.
      if (classify(error) !== 'outage') throw error;
      parts.log.warn({ err: error }, 'The next step could not be begun.');
    }
  }
  return stop;
}

async function ask(parts: StageParts, hand: Hand, step: StepRequest, signal: AbortSignal): Promise<Begun> {
  const { attempt, token, epoch } = hand;
  const what = { kind: 'begin_step', attemptId: attempt.id, token, epoch, ...step } as const;
  const reply = await report(parts, attempt.runId, what, { patience: parts.settings.resultPatience, signal });
  if (reply === 'repeated') return recall(parts, hand);
  if (isRefusal(reply)) {
    parts.log.debug({ reply }, 'The next step was refused.');
    return stop;
  }
  const { result } = reply;
  if (result.kind !== 'begin') return stop;
  const { messages, wrapUp } = result;
  return { go: true, step: result.step, messages, wrapUp };
}

/** It was committed, only its answer was lost: the step is ours, and so are the words delivered with it. */
async function recall(parts: StageParts, { attempt, token }: Hand): Promise<Begun> {
  const state = await parts.runs.find(attempt.runId);
  const now = state?.attempts.find((it) => it.lease?.token === token);
  if (!state || !now?.openStep) return stop;
  const { number: step, messages: ids } = now.openStep;
  const isOf = (id: string): boolean => ids?.includes(id) ?? true;
  const messages = standing(state.messages).filter((it) => it.deliveredTo === attempt.id && isOf(it.id));
  return { go: true, step, messages, wrapUp: now.wrappedUp && state.run.status !== 'running' };
}
