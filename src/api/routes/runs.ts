import { createRoute } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { checkpointsSchema, runDetailSchema, runPageSchema, runQuery } from '../../core/api/run.ts';
import type { RunView } from '../../core/ports.ts';
import { drawCheckpoints, drawRun, drawRunDetail } from '../draw/run.ts';
import { faults } from '../faults.ts';
import type { Api, ApiEnv, ApiParts } from '../parts.ts';
import { problem } from '../problem.ts';
import { projectsAsked } from '../scope.ts';
import { answers, problems, runParam } from '../shared.ts';

const list = createRoute({
  method: 'get',
  path: '/runs',
  operationId: 'listRuns',
  summary: 'Runs, newest first',
  request: { query: runQuery },
  responses: { 200: answers(runPageSchema, 'A page of runs.'), default: problems },
});

const get = createRoute({
  method: 'get',
  path: '/runs/{run_id}',
  operationId: 'getRun',
  summary: 'A run as it stands now',
  request: { params: runParam },
  responses: { 200: answers(runDetailSchema, 'The run.'), default: problems },
});

const checkpoints = createRoute({
  method: 'get',
  path: '/runs/{run_id}/checkpoints',
  operationId: 'listCheckpoints',
  summary: 'What a run can be rolled back to',
  request: { params: runParam },
  responses: { 200: answers(checkpointsSchema, 'All checkpoints of the run.'), default: problems },
});

export function addRuns(api: Api, parts: ApiParts): void {
  api.openapi(list, async (c) => {
    const { project_id, pipeline_id, status, limit, cursor } = c.req.valid('query');
    const filter = {
      projectIds: projectsAsked(c, project_id),
      ...(status === undefined ? {} : { statuses: [status] }),
      ...(pipeline_id === undefined ? {} : { pipelineId: pipeline_id }),
    };
    const { items, next } = await parts.records.runs(filter, { limit, after: cursor ?? null });
    return c.json({ items: items.map(drawRun), next }, 200);
  });

  api.openapi(get, async (c) => {
    const view = await findRun(parts, c, c.req.valid('param').run_id);
    if (!view) return problem(c, faults.noSuch('run'));
    const uses = await parts.records.grantUses(view.state.grants.map(({ id }) => id));
    return c.json(drawRunDetail(view, { requester: c.get('requester'), uses, now: new Date() }), 200);
  });

  api.openapi(checkpoints, async (c) => {
    const view = await findRun(parts, c, c.req.valid('param').run_id);
    return view ? c.json(drawCheckpoints(view.state.checkpoints), 200) : problem(c, faults.noSuch('run'));
  });
}

/** A run of another project counts as not found. */
export async function findRun({ views }: ApiParts, c: Context<ApiEnv>, id: string): Promise<RunView | null> {
  const view = await views.run(id);
  return view?.state.run.projectId === c.get('key').projectId ? view : null;
}
