import { isRefusal } from '../../core/refusal.ts';
import { stale } from '../../core/run/attempt.ts';
import type { WorkerEvent } from '../../core/run/event.ts';
import { noCost } from '../../core/run/run.ts';
import type { StageResult } from '../../core/stage/executor.ts';
import type { StepRequest } from '../../core/stage/step.ts';
import { tell } from '../tell.ts';
import type { Hand } from './hand.ts';
import type { StageParts } from './parts.ts';

/**
 * A step was asked for, its answer was lost, and it can't be asked again: a stop came, or what came instead fails each time. Whether it
 * has begun, its delivery key tells: by a rule that begins nothing now. `perhaps`: the database was away until this process had to end.
 */
export async function leftOf(parts: StageParts, hand: Hand, event: WorkerEvent, step: StepRequest): Promise<Left> {
  const toBeginNothing = { ...parts, rules: () => stale('status') };
  const patience = { patience: parts.settings.resultPatience, signal: parts.shift.over };
  try {
    const reply = await tell(toBeginNothing, hand.attempt.runId, event, patience);
    return isRefusal(reply) && reply.refused === 'repeated' ? step : 'nothing';
  } catch (error) {
    parts.log.warn({ err: error }, 'Whether a step has begun could not be learnt. The lease runs out.');
    return 'perhaps';
  }
}

/** A step that has begun, and of which nothing was done. */
export type Left = StepRequest | 'nothing' | 'perhaps';

/**
 * What is still to be told of the end: not what was booked and kept as that step began. Null where that is not known: whatever
 * was told could be booked twice, and a lease that runs out books it once.
 */
export function untold(result: StageResult, left: Left): StageResult | null {
  if (left === 'nothing') return result;
  if (left === 'perhaps') return null;
  if (result.kind !== 'stopped') return { ...result, cost: noCost };
  const { turns: _, ...stopped } = result;
  // Words that came with a call of the model are said again; anything else is over before it was begun, and nobody is in doubt about it.
  return { ...stopped, cost: noCost, ...(isModelCall(left) ? {} : { turns: [] }) };
}

const isModelCall = ({ call, turns }: StepRequest): boolean => call === undefined && turns !== undefined;
