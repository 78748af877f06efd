import { isRefusal } from '../../core/refusal.ts';
import type { WorkerEvent } from '../../core/run/event.ts';
import type { Begun, NotMade, StepRequest } from '../../core/stage/step.ts';
import { standing } from '../../core/steering/chain.ts';
import { classify } from '../outage.ts';
import { tell } from '../tell.ts';
import { leftOf } from './doubt.ts';
import { workerEvent, type Hand } from './hand.ts';
import type { StageParts } from './parts.ts';

const stop: Begun = { go: false };
const notMade = (notMade: NotMade): Begun => ({ go: false, notMade });

/**
 * The first fence: asks Postgres before each step. An outage is waited for as long as the lease holds: an executor that stopped
 * for it would only be told to go on. However often it is asked, it is one event: what was spent is booked once, and what was said
 * is kept once.
 */
export async function beginStep(parts: StageParts, hand: Hand, step: StepRequest, signal: AbortSignal): Promise<Begun> {
  const { attempt, token, epoch } = hand;
  const stopping = AbortSignal.any([signal, parts.shift.ending]);
  const event = workerEvent({ kind: 'begin_step', attemptId: attempt.id, token, epoch, ...step });
  let inDoubt = false;
  hand.left = undefined;
  while (!stopping.aborted) {
    try {
      return await ask(parts, hand, event, stopping);
    } catch (error) {
      // What would be wrong again next time is the stage's failure, and people are told. It may have begun all the same.
      if (classify(error) !== 'outage') {
        hand.left = await leftOf(parts, hand, event, step);
        throw error;
      }
      if (!inDoubt)
        parts.log.warn({ err: error }, 'The next step could not be begun; it is tried until the lease runs out.');
      inDoubt = true;
    }
  }
  if (inDoubt) hand.left = await leftOf(parts, hand, event, step);
  return stop;
}

async function ask(parts: StageParts, hand: Hand, event: WorkerEvent, signal: AbortSignal): Promise<Begun> {
  const reply = await tell(parts, hand.attempt.runId, event, { patience: parts.settings.resultPatience, signal });
  if (isRefusal(reply)) {
    if (reply.refused === 'repeated') return recall(parts, hand);
    if (reply.refused === 'not_found' && reply.what === 'artifact') return notMade({ why: 'gone', artifact: reply.id });
    if (reply.refused === 'stale_work' && (reply.why === 'words' || reply.why === 'proposals'))
      return notMade({ why: reply.why });
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
