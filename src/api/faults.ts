import type { Fault } from './problem.ts';

/** The faults that the API itself finds. What the rules refuse is in refused.ts. */
export const faults = {
  unauthorized: (): Fault => ({
    status: 401,
    code: 'unauthorized',
    title: 'No valid key',
    detail: 'Send a key that is not expired or revoked: Authorization: Bearer wh_…',
    headers: { 'www-authenticate': 'Bearer' },
  }),
  badRequest: (detail: string): Fault => ({
    status: 400,
    code: 'bad_request',
    title: "The request can't be read",
    detail,
  }),
  badField: (where: string, errors: Fault['errors']): Fault => ({
    status: 400,
    code: 'bad_request',
    title: "The request can't be read",
    detail: `Something in the ${where} is not as the OpenAPI document says; errors names each place.`,
    errors,
  }),
  badBody: (errors: Fault['errors']): Fault => ({
    status: 422,
    code: 'invalid_body',
    title: 'The body is not as the OpenAPI document says',
    detail: 'Each of the errors names its place in the body.',
    errors,
  }),
  badCursor: (): Fault => ({
    status: 400,
    code: 'bad_cursor',
    title: 'This cursor is not valid here',
    detail: 'Begin again without it: a cursor can only be used with the list and the filters that it came from.',
  }),
  tooDeep: (most: number): Fault => ({
    status: 400,
    code: 'too_deep',
    title: 'The body is nested too deep',
    detail: `Nest at most ${most} levels.`,
  }),
  tooLarge: (bytes: number): Fault => ({
    status: 413,
    code: 'too_large',
    title: 'The body is too large',
    detail: `Send at most ${bytes} bytes.`,
    headers: { connection: 'close' },
  }),
  wrongType: (): Fault => ({
    status: 415,
    code: 'wrong_type',
    title: 'The body is not JSON',
    detail: 'Send JSON, and say so: Content-Type: application/json',
  }),
  noPath: (): Fault => ({
    status: 404,
    code: 'not_found',
    title: 'There is no such path',
    detail: 'GET /api/v1/openapi.json tells every path.',
  }),
  noSuch: (what: string): Fault => ({
    status: 404,
    code: 'not_found',
    title: `There is no such ${what}`,
    detail: `This key's project has no ${what} with that id.`,
  }),
  wrongMethod: (methods: string[]): Fault => ({
    status: 405,
    code: 'wrong_method',
    title: 'This path does not take that method',
    detail: `It takes ${methods.join(', ')}.`,
    headers: { allow: methods.join(', ') },
  }),
  reusedKey: (name: string): Fault => ({
    status: 422,
    code: 'reused_key',
    title: 'This idempotency key was used for another request',
    detail: `${name} came with another request before. Use a new one for each thing that you want done.`,
  }),
  notReady: (preflight: Fault['preflight']): Fault => ({
    status: 422,
    code: 'not_ready',
    title: "The run can't start like this",
    detail: preflight?.blockers.map(({ field, message }) => `${field ?? 'run'}: ${message}`).join(' ') ?? '',
    preflight,
  }),
  tooMany: (seconds: number): Fault => ({
    status: 429,
    code: 'too_many_requests',
    title: 'Too many requests',
    detail: `Wait ${seconds} s, and send fewer.`,
    headers: { 'retry-after': String(seconds) },
  }),
  away: (): Fault => ({
    status: 503,
    code: 'away',
    title: 'The database does not answer',
    detail: 'It is safe to send the same request again, with the same Idempotency-Key.',
    headers: { 'retry-after': '2' },
  }),
  database: (code: string): Fault => ({
    status: 503,
    code,
    title: 'The database failed',
    detail:
      'docs/reference/errors.md says what to do about this code. It is safe to send the same request again, with the same Idempotency-Key.',
    headers: { 'retry-after': '2' },
  }),
  broken: (): Fault => ({
    status: 500,
    code: 'internal',
    title: 'Internal error',
    detail: "The server's log has more under the request id.",
  }),
};
