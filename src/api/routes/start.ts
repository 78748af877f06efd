import { randomUUID } from 'node:crypto';
import { createRoute } from '@hono/zod-openapi';
import type { z } from 'zod';
import { preflightSchema, runOrderSchema, startedSchema, startOrderSchema } from '../../core/api/start.ts';
import type { RunOrder } from '../../core/desk.ts';
import { isRefusal } from '../../core/refusal.ts';
import { budgetOf } from '../budget.ts';
import { drawPreflight } from '../draw/preflight.ts';
import { drawRun } from '../draw/run.ts';
import { faults } from '../faults.ts';
import { visit, visitAs } from '../order.ts';
import type { Api, ApiParts } from '../parts.ts';
import { problem } from '../problem.ts';
import { refused } from '../refused.ts';
import { answers, body, problems, projectParam } from '../shared.ts';

const check = createRoute({
  method: 'post',
  path: '/projects/{project_id}/runs/preflight',
  operationId: 'preflightRun',
  summary: 'Check whether a run could start like this, and with which configuration; starts nothing',
  request: { params: projectParam, ...body(runOrderSchema) },
  responses: { 200: answers(preflightSchema, 'The same answer that starting it gives.'), default: problems },
});

const create = createRoute({
  method: 'post',
  path: '/projects/{project_id}/runs',
  operationId: 'startRun',
  summary: 'Start a run',
  request: { params: projectParam, ...body(startOrderSchema) },
  responses: {
    201: answers(startedSchema, 'It was started.'),
    200: answers(startedSchema, 'This action has started it before; the run as it stands now.'),
    default: problems,
  },
});

export function addStart(api: Api, parts: ApiParts): void {
  api.openapi(check, async (c) => {
    if (c.req.valid('param').project_id !== c.get('key').projectId) return problem(c, faults.noSuch('project'));
    const order = c.req.valid('json');
    // A preflight records nothing but refusals, each of them: hence a random delivery key, since with one that the sender chose, a second
    // refusal could be hidden as a repeat of the first.
    const admitted = visit(c, `api/${c.get('key').id}/preflight/${randomUUID()}`);
    const outcome = await parts.desk.preflight(orderOf(order), admitted);
    if (isRefusal(outcome)) return problem(c, refused(outcome));
    return c.json(drawPreflight(order.pipeline, outcome), 200);
  });

  api.openapi(create, async (c) => {
    if (c.req.valid('param').project_id !== c.get('key').projectId) return problem(c, faults.noSuch('project'));
    const order = c.req.valid('json');
    const admitted = await visitAs(parts, c, `action/${order.action_id}`, order);
    if (!('delivery' in admitted)) return admitted;
    const action = `api/${c.get('key').id}/${order.action_id}`;
    const outcome = await parts.desk.start({ ...orderOf(order), action, context: contextOf(order) }, admitted);
    if (isRefusal(outcome)) return problem(c, refused(outcome));
    if (outcome.started === 'not_ready')
      return problem(c, faults.notReady(drawPreflight(order.pipeline, outcome.preflight)));
    const started = { status: 'started' as const, run: drawRun(outcome.run) };
    return outcome.started === 'now' ? c.json(started, 201) : c.json(started, 200);
  });
}

const orderOf = (order: z.infer<typeof runOrderSchema>): RunOrder => ({
  pipelineId: order.pipeline,
  brief: order.brief ?? null,
  parameters: { ...(order.mode === undefined ? {} : { mode: order.mode }), ...order.parameters },
  mode: order.control_mode ?? null,
  budget: budgetOf(order.budget),
  session: order.chat_session_id ?? null,
  recommendedBy: order.recommended_message_id ?? null,
});

const contextOf = ({ action_id, context }: z.infer<typeof startOrderSchema>): Record<string, string> => ({
  action_id,
  ...Object.fromEntries(Object.entries(context).filter(([, id]) => id !== undefined)),
});
