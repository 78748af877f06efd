import { createRoute, OpenAPIHono } from '@hono/zod-openapi';
import type { Hook } from '@hono/zod-openapi';
import { Hono, type Context, type MiddlewareHandler } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { methodNotAllowed } from 'hono/method-not-allowed';
import { z } from 'zod';
import { codeOf, isOutage, isUnanswered } from '../core/outage.ts';
import { may } from '../core/people/actor.ts';
import { CursorError } from '../core/records/page.ts';
import { documentOf } from './document.ts';
import { faults } from './faults.ts';
import { limitBody, limitDepth } from './guard/body.ts';
import { enter } from './guard/enter.ts';
import type { Api, ApiEnv, ApiParts } from './parts.ts';
import { problem, type Fault } from './problem.ts';
import { refused } from './refused.ts';
import { addActivity } from './routes/activity.ts';
import { addAnswers } from './routes/answers.ts';
import { addArtifacts } from './routes/artifacts.ts';
import { addAsks } from './routes/asks.ts';
import { addCommands } from './routes/commands.ts';
import { addProjects } from './routes/projects.ts';
import { addRuns } from './routes/runs.ts';
import { addStart } from './routes/start.ts';
import { answers } from './shared.ts';

const health = createRoute({
  method: 'get',
  path: '/health',
  operationId: 'getHealth',
  summary: 'Whether the API answers; needs no key',
  security: [],
  responses: { 200: answers(z.object({ status: z.literal('ok') }).meta({ id: 'Health' }), 'It does.') },
});

/** The HTTP API for programs, below /api/v1. It answers everything below /api, so that no other route sees such a request. */
export function createApi(parts: ApiParts): Hono<ApiEnv> {
  const api: Api = new OpenAPIHono<ApiEnv>({ defaultHook: refuseUnreadable });
  api.use(methodNotAllowed({ app: api, onMethodNotAllowed: (c, methods) => problem(c, faults.wrongMethod(methods)) }));
  api.openapi(health, (c) => c.json({ status: 'ok' as const }, 200));
  let document: ReturnType<typeof documentOf> | null = null;
  api.get('/openapi.json', (c) => c.json((document ??= documentOf(api))));

  api.use(enter(parts), mayLook, limitBody(parts.limits), limitDepth(parts.limits));
  addProjects(api);
  addStart(api, parts);
  addRuns(api, parts);
  addCommands(api, parts);
  addAsks(api, parts);
  addAnswers(api, parts);
  addArtifacts(api, parts);
  addActivity(api, parts);

  const app = new Hono<ApiEnv>();
  app.route('/api/v1', api);
  app.all('/api/*', (c) => problem(c, faults.noPath()));
  app.all('/api', (c) => problem(c, faults.noPath()));
  app.onError((error, c) => problem(c, faultOf(parts, error, c)));
  return app;
}

/** Every read needs the permission `view`. Routes that change something check for their own permission. */
const mayLook: MiddlewareHandler<ApiEnv> = async (c, next) => {
  const isRead = c.req.method === 'GET' || c.req.method === 'HEAD';
  if (isRead && !may(c.get('requester'), 'view'))
    return problem(c, refused({ refused: 'not_permitted', needs: 'view' }));
  await next();
  return undefined;
};

const refuseUnreadable: Hook<unknown, ApiEnv, string, Response | undefined> = (result, c) => {
  if (result.success) return undefined;
  const isBody = result.target === 'json';
  const errors = result.error.issues.map(({ path, message }) => ({
    pointer: isBody ? `#/${path.join('/')}` : path.join('.'),
    detail: message,
  }));
  return problem(c, isBody ? faults.badBody(errors) : faults.badField(result.target, errors));
};

function faultOf({ log }: ApiParts, error: Error, c: Context<ApiEnv>): Fault {
  if (error instanceof CursorError) return faults.badCursor();
  if (error instanceof HTTPException)
    return error.status === 415 ? faults.wrongType() : faults.badRequest(error.message);
  const { method, routePath: route } = c.req;
  log.error({ err: error, method, route, key: c.get('key')?.id }, 'A request to the API failed.');
  if (isUnanswered(error)) return faults.away();
  return isOutage(error) ? faults.database(codeOf(error) ?? '') : faults.broken();
}
