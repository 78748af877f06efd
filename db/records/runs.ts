import type { Page, PageRequest } from '../../src/core/records/page.ts';
import type { RunFilter } from '../../src/core/records/records.ts';
import type { Run } from '../../src/core/run/run.ts';
import { fromJson, type Json, send } from '../json.ts';
import type { Sender } from '../pool.ts';
import { toRun } from '../rows/run.ts';
import { runs } from '../schema/runs.ts';
import { limitOf, pageOf, readCursor } from './cursor.ts';
import { each, projects } from './projects.ts';

/** Behind ($2, $3). What is filtered by stands in the index too: a status that no run has costs no look at the runs. */
const newest = `
  select row_to_json(r) as run from ${projects} cross join lateral (
    select id, started_at from runs
    where project_id = project.id and (started_at, id) < ($2::timestamptz, $3)
      and ($5::text is null or $5::text::jsonb ? status) and ($6::text is null or pipeline_id = $6)
    order by started_at desc, id desc limit $4::int
  ) found join runs r on r.id = found.id
  order by r.started_at desc, r.id desc limit $4::int`;

export async function readRuns(on: Sender, filter: RunFilter, page: PageRequest): Promise<Page<Run>> {
  const { projectIds, statuses = null, pipelineId = null } = filter;
  const limit = limitOf(page.limit);
  const after = readCursor('runs', page.after, ['infinity', '']);
  const rows = await send<{ run: Json }>(on, newest, each(projectIds), ...after, limit + 1, statuses, pipelineId);
  const found = rows.map(({ run }) => toRun(fromJson(runs, run)));
  return pageOf('runs', found, limit, (run) => [run.startedAt.toISOString(), run.id]);
}
