import type { z } from 'zod';
import { activityPageSchema, type activityQuery } from '../core/api/activity.ts';
import { artifactsSchema, versionTextSchema } from '../core/api/artifact.ts';
import {
  answeredSchema,
  askDetailSchema,
  askPageSchema,
  type answerOrderSchema,
  type askStatusQuery,
} from '../core/api/ask.ts';
import {
  commandedSchema,
  type cancelSchema,
  type messageSchema,
  type pauseSchema,
  type resumeSchema,
  type rollbackSchema,
} from '../core/api/command.ts';
import { projectDetailSchema, projectsSchema } from '../core/api/project.ts';
import { checkpointsSchema, runDetailSchema, runPageSchema, type runQuery } from '../core/api/run.ts';
import { preflightSchema, startedSchema, type runOrderSchema, type startOrderSchema } from '../core/api/start.ts';
import { allOf, type Filter } from './pages.ts';
import { sender, type ClientOptions } from './send.ts';

/**
 * `key` becomes the Idempotency-Key. A call that failed without an answer may still have been carried out; repeated with the same key, it is
 * not carried out again. Without a key, each call is a new order. (Starting a run has its `action_id` for this.)
 */
interface Once {
  key?: string;
}

const of = (id: string): string => encodeURIComponent(id);

/** Every operation of the API. What goes out and what comes back is typed by the schemas that the server is made from. */
export function createClient(options: ClientOptions) {
  const send = sender(options);
  const get = <T>(path: string, answer: z.ZodType<T>, query: Filter = {}): Promise<T> =>
    send({ method: 'GET', path, answer, query });
  const post = <T>(path: string, answer: z.ZodType<T>, body: unknown, { key }: Once = {}): Promise<T> =>
    send({ method: 'POST', path, answer, body, key });
  const act = (runId: string, action: string, body: unknown, once?: Once) =>
    post(`/runs/${of(runId)}/${action}`, commandedSchema, body, once);

  return {
    projects: () => get('/projects', projectsSchema),
    project: (id: string) => get(`/projects/${of(id)}`, projectDetailSchema),

    preflight: (projectId: string, order: z.input<typeof runOrderSchema>) =>
      post(`/projects/${of(projectId)}/runs/preflight`, preflightSchema, order),
    start: (projectId: string, order: z.input<typeof startOrderSchema>) =>
      post(`/projects/${of(projectId)}/runs`, startedSchema, order),

    run: (id: string) => get(`/runs/${of(id)}`, runDetailSchema),
    runs: (query: z.input<typeof runQuery> = {}) => get('/runs', runPageSchema, query as Filter),
    allRuns: (query: z.input<typeof runQuery> = {}) =>
      allOf((page) => get('/runs', runPageSchema, page), query as Filter),
    checkpoints: (runId: string) => get(`/runs/${of(runId)}/checkpoints`, checkpointsSchema),

    pause: (runId: string, sent: z.input<typeof pauseSchema> = {}, once?: Once) =>
      act(runId, 'actions/pause', sent, once),
    resume: (runId: string, sent: z.input<typeof resumeSchema>, once?: Once) =>
      act(runId, 'actions/resume', sent, once),
    cancel: (runId: string, sent: z.input<typeof cancelSchema>, once?: Once) =>
      act(runId, 'actions/cancel', sent, once),
    rollback: (runId: string, sent: z.input<typeof rollbackSchema>, once?: Once) =>
      act(runId, 'actions/rollback', sent, once),
    changeMode: (runId: string, control_mode: 'autonomous' | 'checkpoint' | 'advisory', once?: Once) =>
      act(runId, 'actions/mode', { control_mode }, once),
    revokeGrant: (runId: string, grant_id: string, once?: Once) =>
      act(runId, 'actions/revoke-grant', { grant_id }, once),
    say: (runId: string, sent: z.input<typeof messageSchema>, once?: Once) => act(runId, 'messages', sent, once),

    ask: (id: string) => get(`/asks/${of(id)}`, askDetailSchema),
    asks: (query: z.input<typeof askStatusQuery> = {}) => get('/asks', askPageSchema, query as Filter),
    allAsks: (query: z.input<typeof askStatusQuery> = {}) =>
      allOf((page) => get('/asks', askPageSchema, page), query as Filter),
    answer: (askId: string, sent: z.input<typeof answerOrderSchema>, once?: Once) =>
      post(`/asks/${of(askId)}/answers`, answeredSchema, sent, once),

    artifacts: (runId: string) => get(`/runs/${of(runId)}/artifacts`, artifactsSchema),
    version: (artifactId: string, number: number) =>
      get(`/artifacts/${of(artifactId)}/versions/${number}`, versionTextSchema),

    activity: (query: z.input<typeof activityQuery> = {}) => get('/activity', activityPageSchema, query as Filter),
    allActivity: (query: z.input<typeof activityQuery> = {}) =>
      allOf((page) => get('/activity', activityPageSchema, page), query as Filter),
  };
}
