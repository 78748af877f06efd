import type { Postings, Projects, Views } from '../core/ports.ts';
import type { SurfaceName } from '../core/project/definition.ts';
import { refsOn } from './redrawing.ts';

/** The newest active runs of each project; those of more are not read. */
const mostRuns = 100;

interface Stores {
  postings: Pick<Postings, 'ofSubject'>;
  projects: Pick<Projects, 'all'>;
  views: Pick<Views, 'runs'>;
}

/**
 * The threads in which people talk to the active runs on one surface. Each is headed by its run's root card, and named by it: in Slack by the
 * time stamp of that message, in Discord by its id.
 */
export async function activeThreads(
  surface: SurfaceName,
  { postings, projects, views }: Stores,
): Promise<{ channel: string; thread: string }[]> {
  const records = await projects.all();
  const runs = await Promise.all(records.map(({ project }) => views.runs(project.project, 'active', mostRuns)));
  const posted = await Promise.all(runs.flat().map(({ id }) => postings.ofSubject({ kind: 'run', id })));
  return refsOn(surface, posted.flat()).map(({ channel, message }) => ({ channel, thread: message }));
}
