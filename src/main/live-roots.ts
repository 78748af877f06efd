import type { PostRef } from '../core/cards/surface.ts';
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

/** The root cards of the active runs on one surface. Each heads the thread in which people talk to its run. */
export async function liveRoots(surface: SurfaceName, { postings, projects, views }: Stores): Promise<PostRef[]> {
  const records = await projects.all();
  const runs = await Promise.all(records.map(({ project }) => views.runs(project.project, 'active', mostRuns)));
  const posted = await Promise.all(runs.flat().map(({ id }) => postings.ofSubject({ kind: 'run', id })));
  return refsOn(surface, posted.flat());
}
