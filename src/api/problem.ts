import type { Context } from 'hono';
import type { TypedResponse } from 'hono';
import type { Problem } from '../core/api/problem.ts';

type Status = 400 | 401 | 403 | 404 | 405 | 409 | 410 | 413 | 415 | 422 | 429 | 500 | 503;

/** What went wrong, before it is made into a response. */
export type Fault = Pick<Problem, 'title' | 'detail' | 'code'> &
  Partial<Pick<Problem, 'errors' | 'run' | 'ask' | 'preflight'>> & { status: Status; headers?: Record<string, string> };

/** The body of every response that is not a success: a problem document (RFC 9457). */
export function problem(c: Context, { headers, ...fault }: Fault): Response & TypedResponse<Problem, Status, 'json'> {
  const body: Problem = {
    type: `urn:wheelhouse:problem:${fault.code}`,
    ...fault,
    request_id: String(c.get('requestId')),
  };
  return c.json(body, fault.status, { ...headers, 'content-type': 'application/problem+json' });
}
