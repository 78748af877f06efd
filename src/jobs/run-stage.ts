import type { DueEffect } from '../core/ports.ts';
import { classify } from './outage.ts';
import type { LogIds } from './log.ts';
import type { Delivery } from './queue.ts';
import { Busy, claim, type StageEffect } from './stage/claim.ts';
import { report } from './stage/hand.ts';
import type { StageParts } from './stage/parts.ts';
import { work } from './stage/work.ts';

/** One delivery of a stage job. It may be the second, or late, or for work that is gone: the claim decides. */
export async function runStage(parts: StageParts, delivery: Delivery): Promise<void> {
  if (parts.shift.ending.aborted) throw new Error('This worker is stopping: the job is for another one.');
  const due = await parts.outbox.find(delivery.effectId);
  if (due?.effect.do !== 'run_stage') return;
  const ours = about(parts, { run: due.effect.runId, attempt: due.effect.attemptId, effect: due.id });
  const hand = await claimOrPoison(ours, due.effect, delivery);
  // From here on the lease answers for the work, not the outbox; the work does not wait for that.
  await Promise.all([finishEffect(ours, due), hand && work(about(ours, { project: hand.state.run.projectId }), hand)]);
}

/** Whatever is logged in the course of it names these. */
const about = (parts: StageParts, ids: LogIds): StageParts => ({ ...parts, log: parts.log.child(ids) });

/** If it fails, the next delivery or the sweep finds the effect done with: its claim is refused. */
async function finishEffect(parts: StageParts, due: DueEffect): Promise<void> {
  try {
    await parts.outbox.done(due.id, due.generation);
  } catch (error) {
    parts.log.debug({ err: error }, 'The effect stays due.');
  }
}

/** R9: a job that throws each time, and not because of an outage, ends in a blocker Ask; the others go on. */
async function claimOrPoison(parts: StageParts, effect: StageEffect, { last }: Delivery): ReturnType<typeof claim> {
  try {
    return await claim(parts, effect);
  } catch (error) {
    if (last && !(error instanceof Busy) && classify(error) !== 'outage') {
      const text = error instanceof Error ? error.message : String(error);
      const what = { kind: 'poison', attemptId: effect.attemptId, error: text } as const;
      await report(parts, effect.runId, what, { patience: parts.settings.lease });
    }
    throw error;
  }
}
