import type { DueEffect } from '../core/ports.ts';
import type { SurfaceName } from '../core/project/definition.ts';
import { jobId, jobOf, queueOf } from './dispatch.ts';
import type { NewJob } from './job.ts';
import type { Queues } from './queue.ts';
import { postingsQueue, stagesQueue, type SurfaceOf } from './routes.ts';
import type { JobSettings } from './settings.ts';

interface AddAgainParts {
  queues: Pick<Queues, 'add' | 'isTaken'>;
  surfaceOf: SurfaceOf;
  surfaces: ReadonlySet<SurfaceName>;
  isAway: (surface: SurfaceName) => boolean;
  settings: JobSettings;
}

/** Each takes a query of Postgres and of the queue. One by one, a long list took too long; all at once, they would keep clicks waiting. */
const atOnce = 10;

/** Adds jobs for overdue effects. An effect whose job is still waiting gets no second one, since the job's id is the same. */
export async function addAgain(parts: AddAgainParts, overdue: readonly DueEffect[]): Promise<void> {
  const byQueue = new Map<string, NewJob[]>();
  for (let n = 0; n < overdue.length; n += atOnce) {
    for (const found of await Promise.all(overdue.slice(n, n + atOnce).map((due) => jobFor(parts, due)))) {
      if (found) byQueue.set(found.queue, [...(byQueue.get(found.queue) ?? []), found.job]);
    }
  }
  for (const [queue, jobs] of byQueue) await parts.queues.add(queue, jobs);
}

/** Null if another process has to add it, or if its surface is away: jobs for that are waiting already. */
async function jobFor(parts: AddAgainParts, due: DueEffect): Promise<{ queue: string; job: NewJob } | null> {
  const queue = await queueOf(due, parts.surfaceOf);
  if (queue === null || !isOurs(parts, queue)) return null;
  return { queue, job: jobOf(due, parts.settings, await freeId(parts, queue, due), true) };
}

const isOurs = ({ surfaces, isAway }: AddAgainParts, queue: string): boolean =>
  queue === stagesQueue || [...surfaces].some((surface) => queue === postingsQueue(surface) && !isAway(surface));

/**
 * A job's id can't be used again while the job exists. If a worker took the job long ago, that worker may be dead, and the effect gets a job
 * with another id: a new one each time that the delay has doubled, so that an effect that just takes long gets few jobs.
 */
async function freeId({ queues, settings }: AddAgainParts, queue: string, due: DueEffect): Promise<string> {
  const id = jobId(due);
  const overdue = Date.now() - due.dueAt.getTime();
  if (overdue < settings.suspicious || !(await queues.isTaken(queue, id))) return id;
  return `${id}-again${Math.floor(Math.log2(overdue / settings.suspicious))}`;
}
