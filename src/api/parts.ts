import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Desk } from '../core/desk.ts';
import type { Requester } from '../core/people/actor.ts';
import type { ApiKey } from '../core/people/api-key.ts';
import type { ApiKeys, ApiRequests } from '../core/people/api-keys.ts';
import type { Bodies, ProjectRecord, Projects, Views } from '../core/ports.ts';
import type { Records } from '../core/records/records.ts';
import type { Limits } from './guard/limits.ts';

/** What the API needs from the rest of the program. Rejections are outages. */
export interface ApiParts {
  desk: Desk;
  keys: ApiKeys;
  requests: ApiRequests;
  projects: Projects;
  views: Views;
  records: Records;
  bodies: Bodies;
  limits: Limits;
  log: { error(fields: Record<string, unknown>, message: string): void };
}

/** What is known about a request once it has been let in. */
interface Entered {
  /** Set by the server, for the log. */
  requestId: string;
  key: ApiKey;
  requester: Requester;
  record: ProjectRecord;
}

export interface ApiEnv {
  Variables: Entered;
  Bindings: { incoming?: { socket: { remoteAddress?: string } } };
}

export type Api = OpenAPIHono<ApiEnv>;
