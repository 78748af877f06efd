import { createRoute } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { z } from 'zod';
import { askDetailSchema, askPageSchema, askQuery, askStatusQuery } from '../../core/api/ask.ts';
import type { AskView } from '../../core/cards/ask-view.ts';
import { digestsOf } from '../../core/cards/ask-items.ts';
import type { AskRecord } from '../../core/records/records.ts';
import { drawAsk, drawAskDetail } from '../draw/ask.ts';
import { faults } from '../faults.ts';
import type { Api, ApiEnv, ApiParts } from '../parts.ts';
import { problem } from '../problem.ts';
import { projectsAsked } from '../scope.ts';
import { answers, askParam, problems } from '../shared.ts';

const pages = { 200: answers(askPageSchema, 'A page of questions.'), default: problems };

const list = createRoute({
  method: 'get',
  path: '/asks',
  operationId: 'listAsks',
  summary: 'Questions to people: the open ones, oldest first; or the settled ones, newest first',
  request: { query: askStatusQuery },
  responses: pages,
});

const active = createRoute({
  method: 'get',
  path: '/interventions/active',
  operationId: 'listActiveInterventions',
  summary: 'The open questions, under their other name',
  request: { query: askQuery },
  responses: pages,
});

const history = createRoute({
  method: 'get',
  path: '/interventions/history',
  operationId: 'listInterventionHistory',
  summary: 'The settled questions, under their other name',
  request: { query: askQuery },
  responses: pages,
});

const get = createRoute({
  method: 'get',
  path: '/asks/{ask_id}',
  operationId: 'getAsk',
  summary: 'A question, with the texts that it is about',
  request: { params: askParam },
  responses: { 200: answers(askDetailSchema, 'The question.'), default: problems },
});

export function addAsks(api: Api, parts: ApiParts): void {
  api.openapi(list, async (c) => {
    const query = c.req.valid('query');
    return c.json(await readPage(parts, c, query, query.status), 200);
  });
  api.openapi(active, async (c) => c.json(await readPage(parts, c, c.req.valid('query'), 'open'), 200));
  api.openapi(history, async (c) => c.json(await readPage(parts, c, c.req.valid('query'), 'settled'), 200));

  api.openapi(get, async (c) => {
    const view = await findAsk(parts, c, c.req.valid('param').ask_id);
    if (!view) return problem(c, faults.noSuch('question'));
    const texts = await parts.bodies.read(digestsOf(view.ask.subject));
    return c.json(drawAskDetail(view, texts), 200);
  });
}

async function readPage(
  { records }: ApiParts,
  c: Context<ApiEnv>,
  { project_id, run_id, kind, limit, cursor }: z.infer<typeof askQuery>,
  status: 'open' | 'settled',
): Promise<z.infer<typeof askPageSchema>> {
  const filter = {
    projectIds: projectsAsked(c, project_id),
    ...(run_id === undefined ? {} : { runId: run_id }),
    ...(kind === undefined ? {} : { kinds: [kind] }),
  };
  const page = { limit, after: cursor ?? null };
  const found = await (status === 'open' ? records.openAsks(filter, page) : records.settledAsks(filter, page));
  return { items: found.items.map(drawListed), next: found.next };
}

const drawListed = ({ ask, run }: AskRecord) => ({ ...drawAsk(ask), run_title: run.title });

/** A question of another project counts as not found. */
async function findAsk({ views }: ApiParts, c: Context<ApiEnv>, id: string): Promise<AskView | null> {
  const view = await views.ask(id);
  return view?.run.projectId === c.get('key').projectId ? view : null;
}
