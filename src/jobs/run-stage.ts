import type { DueEffect } from '../core/ports.ts';
import { classify } from './outage.ts';
import type { LogIds } from './log.ts';
import type { Delivery } from './job.ts';
import { Busy, claim, type StageEffect } from './stage/claim.ts';
import { report } from './stage/hand.ts';
import type { StageParts } from './stage/parts.ts';
import { work } from './stage/work.ts';

/** Handles one delivery of a stage job. It may be a repeat, late, or for work that nobody wants any more: the claim decides. */
export async function runStage(parts: StageParts, delivery: Delivery): Promise<void> {
  if (parts.shift.ending.aborted) throw new Error('This worker is stopping: the job is for another one.');
  const due = await parts.outbox.find(delivery.effectId);
  if (due?.effect.do !== 'run_stage') return;
  const ours = about(parts, { run: due.effect.runId, attempt: due.effect.attemptId, effect: due.id });
  const hand = await claimOrPoison(ours, due.effect, delivery);
  // From here on the lease protects the work. The outbox row is not needed any more, and the work does not wait until it is done with.
  await Promise.all([finishEffect(ours, due), hand && work(about(ours, { project: hand.state.run.projectId }), hand)]);
}

/** The same parts with a log whose lines all carry these ids. */
const about = (parts: StageParts, ids: LogIds): StageParts => ({ ...parts, log: parts.log.child(ids) });

/** A failure does no harm: the sweep delivers the effect again, and its claim is refused. */
async function finishEffect(parts: StageParts, due: DueEffect): Promise<void> {
  try {
    await parts.outbox.done(due.id, due.generation);
  } catch (error) {
    parts.log.warn(
      { err: error },
      'That a stage was taken could not be noted; it is delivered again, and that changes nothing.',
    );
  }
}

/** R9: a job that throws each time, and not because of an outage, ends in a blocker Ask; the others go on. */
async function claimOrPoison(parts: StageParts, effect: StageEffect, { last }: Delivery): ReturnType<typeof claim> {
  try {
    return await claim(parts, effect);
  } catch (error) {
    if (last && !(error instanceof Busy) && classify(error) !== 'outage') {
      const text = error instanceof Error ? error.message : String(error);
      parts.log.error({ err: error }, 'A stage could not be taken by any worker: the run asks people what to do.');
      const what = { kind: 'poison', attemptId: effect.attemptId, error: text } as const;
      await report(parts, effect.runId, what, { patience: parts.settings.lease });
    }
    throw error;
  }
}
