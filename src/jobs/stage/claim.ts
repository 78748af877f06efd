import { nanoid } from 'nanoid';
import type { DueEffect } from '../../core/ports.ts';
import { isRefusal } from '../../core/refusal.ts';
import { noCost, type Attempt } from '../../core/run/run.ts';
import type { RunState } from '../../core/run/state.ts';
import { report, type Hand } from './hand.ts';
import type { StageParts } from './parts.ts';

export type StageEffect = Extract<DueEffect['effect'], { do: 'run_stage' }>;

/** Another attempt of the run is still letting go: this one is due again in a moment. */
export class Busy extends Error {
  constructor(runId: string) {
    super(`Run ${runId} still has a worker at an earlier attempt.`);
  }
}

/** The compare-and-set before anything is done. Null when there is nothing to do for this effect, now or later. */
export async function claim(parts: StageParts, effect: StageEffect): Promise<Hand | null> {
  const { runId, attemptId, epoch } = effect;
  const { lease } = parts.settings;
  const token = nanoid();
  const since = performance.now();
  const until = new Date(Date.now() + lease);
  const what = { kind: 'claim', attemptId, epoch, token, worker: parts.worker, until } as const;
  const reply = await report(parts, runId, what, { patience: lease / 2 });
  if (reply === 'repeated') return recall(parts, effect, token, since);
  if (isRefusal(reply)) {
    if (reply.refused === 'stale_work' && reply.why === 'busy') throw new Busy(runId);
    parts.log.debug({ reply }, 'Nothing to claim.');
    return null;
  }
  if (reply.result.kind !== 'claimed') return null;
  return handOf(reply.state, reply.result.attempt, { token, epoch, since });
}

/** The claim's answer was lost: was it ours? */
async function recall(parts: StageParts, effect: StageEffect, token: string, since: number): Promise<Hand | null> {
  const state = await parts.runs.find(effect.runId);
  const attempt = state?.attempts.find((it) => it.lease?.token === token);
  return state && attempt ? handOf(state, attempt, { token, epoch: effect.epoch, since }) : null;
}

const handOf = (state: RunState, attempt: Attempt, claimed: Pick<Hand, 'token' | 'epoch' | 'since'>): Hand => ({
  attempt,
  state,
  owed: noCost,
  turns: [],
  ...claimed,
});
