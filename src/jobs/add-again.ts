import type { DueEffect } from '../core/ports.ts';
import type { SurfaceName } from '../core/project/definition.ts';
import { jobId, jobOf, queueOf } from './dispatch.ts';
import type { NewJob, Queues } from './queue.ts';
import { postingsQueue, stagesQueue, type SurfaceOf } from './routes.ts';
import type { JobSettings } from './settings.ts';

interface AddAgainParts {
  queues: Pick<Queues, 'add' | 'isTaken'>;
  surfaceOf: SurfaceOf;
  surfaces: ReadonlySet<SurfaceName>;
  isAway: (surface: SurfaceName) => boolean;
  settings: JobSettings;
}

/** Each asks Postgres and the queue a question. One after the other made a long list slow; all at once, clicks would wait. */
const atOnce = 10;

/** Adds jobs for effects that are overdue. Whose job still waits keeps it: the id is the same. */
export async function addAgain(parts: AddAgainParts, overdue: readonly DueEffect[]): Promise<void> {
  const byQueue = new Map<string, NewJob[]>();
  for (let n = 0; n < overdue.length; n += atOnce) {
    for (const found of await Promise.all(overdue.slice(n, n + atOnce).map((due) => jobFor(parts, due)))) {
      if (found) byQueue.set(found.queue, [...(byQueue.get(found.queue) ?? []), found.job]);
    }
  }
  for (const [queue, jobs] of byQueue) await parts.queues.add(queue, jobs);
}

/** Null where it is another process' to add, or its surface is away: jobs there wait already, and would only become more. */
async function jobFor(parts: AddAgainParts, due: DueEffect): Promise<{ queue: string; job: NewJob } | null> {
  const queue = await queueOf(due, parts.surfaceOf);
  if (queue === null || !isOurs(parts, queue)) return null;
  return { queue, job: jobOf(due, parts.settings, await freeId(parts, queue, due), true) };
}

const isOurs = ({ surfaces, isAway }: AddAgainParts, queue: string): boolean =>
  queue === stagesQueue || [...surfaces].some((surface) => queue === postingsQueue(surface) && !isAway(surface));

/**
 * The id is held for as long as its job exists. If somebody took the job long ago, it may be dead: then another id, one for each
 * doubling of the time, so that an effect that takes long gets few jobs.
 */
async function freeId({ queues, settings }: AddAgainParts, queue: string, due: DueEffect): Promise<string> {
  const id = jobId(due);
  const overdue = Date.now() - due.dueAt.getTime();
  if (overdue < settings.suspicious || !(await queues.isTaken(queue, id))) return id;
  return `${id}-again${Math.floor(Math.log2(overdue / settings.suspicious))}`;
}
