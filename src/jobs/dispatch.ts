import type { DueEffect } from '../core/ports.ts';
import { complainTo, type Log } from './log.ts';
import type { NewJob, Queues } from './queue.ts';
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
  if (queue !== null) await queues.add(queue, [jobOf(due, settings, jobId(due))]);
}

/**
 * A card that becomes due again while it is due has a job on its way, which goes round until nothing newer is due. That of one that
 * was postponed waits too long; and what is due for longer than the usual wait may have lost its job, and gets one at each change.
 */
function isFollowed({ effect, generation, dueAt, createdAt }: DueEffect, { grace }: JobSettings): boolean {
  const wasPostponed = dueAt.getTime() !== createdAt.getTime();
  return effect.do === 'converge' && generation > 1 && !wasPostponed && Date.now() - dueAt.getTime() < grace;
}

/** Null when its posting is gone. */
export async function queueOf({ effect }: DueEffect, surfaceOf: SurfaceOf): Promise<string | null> {
  if (effect.do === 'run_stage') return stagesQueue;
  const surface = await surfaceOf(effect.postingId);
  return surface && postingsQueue(surface);
}

/** Deterministic, so that adding twice is adding once; a new generation is a new job. BullMQ forbids the colon. */
export const jobId = ({ id, effect, generation }: DueEffect): string =>
  `${effect.do}-${id.replaceAll(':', '_')}-${generation}`;

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
