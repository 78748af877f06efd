import type { DueEffect } from '../core/ports.ts';
import { complainTo, type Log } from './log.ts';
import type { NewJob } from './job.ts';
import type { Queues } from './queue.ts';
import { postingsQueue, stagesQueue, type SurfaceOf } from './routes.ts';
import type { JobSettings } from './settings.ts';

export interface DispatchParts {
  queues: Pick<Queues, 'add'>;
  surfaceOf: SurfaceOf;
  settings: JobSettings;
  log: Log;
}

/** Called right after the commit and never awaited: an effect that gets lost here is found by the sweep. */
export type Dispatch = (effects: readonly DueEffect[]) => void;

export function createDispatch(parts: DispatchParts): Dispatch {
  const complain = complainTo(parts.log);
  return (effects) => {
    for (const effect of effects) {
      send(parts, effect).catch((error: unknown) =>
        complain('Adding a job', error, { run: effect.effect.runId, effect: effect.id }),
      );
    }
  };
}

async function send({ queues, surfaceOf, settings }: DispatchParts, due: DueEffect): Promise<void> {
  if (due.dueAt.getTime() - Date.now() > settings.longestDelay || isFollowed(due, settings)) return;
  const queue = await queueOf(due, surfaceOf);
  if (queue !== null) await queues.add(queue, [jobOf(due, settings, freshId(due, settings))]);
}

/**
 * A card that becomes due again while it is due has a job on its way, which goes round until nothing newer is due. That of one that
 * was postponed waits too long; what settles something waits for nothing; and what is due for longer than the usual wait may have lost
 * its job.
 */
function isFollowed({ effect, generation, dueAt, createdAt }: DueEffect, { grace }: JobSettings): boolean {
  if (effect.do !== 'converge' || generation === 1 || effect.settles) return false;
  const wasPostponed = dueAt.getTime() !== createdAt.getTime();
  return !wasPostponed && Date.now() - dueAt.getTime() < grace;
}

/** Another job beside the one that may be on its way: of what is late one for each doubling of the time, however often it changes. */
function freshId(due: DueEffect, { grace }: JobSettings): string {
  if (due.effect.do !== 'converge' || due.generation === 1) return jobId(due);
  if (due.effect.settles) return `${jobId(due)}-settled`;
  const late = Math.max(1, (Date.now() - due.dueAt.getTime()) / grace);
  return `${jobId(due)}-late${Math.floor(Math.log2(late))}`;
}

/** Null if the posting is gone. */
export async function queueOf({ effect }: DueEffect, surfaceOf: SurfaceOf): Promise<string | null> {
  if (effect.do === 'run_stage') return stagesQueue;
  const surface = await surfaceOf(effect.postingId);
  return surface && postingsQueue(surface);
}

/** Deterministic, so that adding twice is adding once; a stage that becomes due again is a new job. BullMQ forbids the colon. */
export const jobId = ({ id, effect, generation }: DueEffect): string =>
  `${effect.do}-${id.replaceAll(':', '_')}${effect.do === 'run_stage' ? `-${generation}` : ''}`;

export function jobOf(due: DueEffect, settings: JobSettings, id: string, again = false): NewJob {
  const isStage = due.effect.do === 'run_stage';
  const postingId = due.effect.do === 'converge' ? due.effect.postingId : null;
  const isFirst = due.effect.do === 'converge' && due.effect.settles === true;
  return {
    id,
    data: { effectId: due.id, runId: due.effect.runId, postingId, again },
    delay: Math.max(0, due.dueAt.getTime() - Date.now()),
    isFirst,
    tries: isStage ? settings.stageTries : settings.postingTries,
    backoff: isStage ? settings.stageBackoff : settings.postingBackoff,
  };
}
