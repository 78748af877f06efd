import { createRoute } from '@hono/zod-openapi';
import { activityPageSchema, activityQuery } from '../../core/api/activity.ts';
import { drawActivity } from '../draw/activity.ts';
import type { Api, ApiParts } from '../parts.ts';
import { projectsAsked } from '../scope.ts';
import { answers, problems } from '../shared.ts';

const list = createRoute({
  method: 'get',
  path: '/activity',
  operationId: 'listActivity',
  summary: 'Who did what, when and where, newest first',
  request: { query: activityQuery },
  responses: { 200: answers(activityPageSchema, 'A page of entries.'), default: problems },
});

export function addActivity(api: Api, parts: ApiParts): void {
  api.openapi(list, async (c) => {
    const { project_id, run_id, actor, kind, limit, cursor } = c.req.valid('query');
    const filter = {
      projectIds: projectsAsked(c, project_id),
      ...(run_id === undefined ? {} : { runId: run_id }),
      ...(actor === undefined ? {} : { actor }),
      ...(kind === undefined ? {} : { kinds: [kind] }),
    };
    const { items, next } = await parts.records.activity(filter, { limit, after: cursor ?? null });
    return c.json({ items: items.map(drawActivity), next }, 200);
  });
}
