import type { Fault } from './problem.ts';

/** Every fault that is the API's own, by its code; what the rules refuse stands in refused.ts. */
export const faults = {
  unauthorized: (): Fault => ({
    status: 401,
    code: 'unauthorized',
    title: 'Who is this?',
    detail: 'Send a key that counts: Authorization: Bearer wh_…',
    headers: { 'www-authenticate': 'Bearer' },
  }),
  badRequest: (detail: string): Fault => ({
    status: 400,
    code: 'bad_request',
    title: "This can't be read",
    detail,
  }),
  badField: (where: string, errors: Fault['errors']): Fault => ({
    status: 400,
    code: 'bad_request',
    title: "This can't be read",
    detail: `Something in the ${where} is not as the document says.`,
    errors,
  }),
  badBody: (errors: Fault['errors']): Fault => ({
    status: 422,
    code: 'invalid_body',
    title: 'The body is not as the document says',
    detail: 'Each of the errors names its place in the body.',
    errors,
  }),
  badCursor: (): Fault => ({
    status: 400,
    code: 'bad_cursor',
    title: 'This cursor is not one of ours',
    detail: 'Begin again without it: a cursor belongs to the question that it came from.',
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
    title: 'There is nothing here',
    detail: 'GET /api/v1/openapi.json tells every path.',
  }),
  noSuch: (what: string): Fault => ({
    status: 404,
    code: 'not_found',
    title: `There is no such ${what}`,
    detail: `This key's project has no ${what} of that id.`,
  }),
  wrongMethod: (methods: string[]): Fault => ({
    status: 405,
    code: 'wrong_method',
    title: "This can't be done here",
    detail: `This path takes ${methods.join(', ')}.`,
    headers: { allow: methods.join(', ') },
  }),
  reusedKey: (name: string): Fault => ({
    status: 422,
    code: 'reused_key',
    title: 'This key was another request’s',
    detail: `${name} came with another request before. Give each thing that you want done one of its own.`,
  }),
  notReady: (preflight: Fault['preflight']): Fault => ({
    status: 422,
    code: 'not_ready',
    title: "The run can't start so",
    detail: preflight?.blockers.map(({ field, message }) => `${field ?? 'run'}: ${message}`).join(' ') ?? '',
    preflight,
  }),
  tooMany: (seconds: number): Fault => ({
    status: 429,
    code: 'too_many_requests',
    title: 'Too many requests',
    detail: `Wait ${seconds} s, then send fewer.`,
    headers: { 'retry-after': String(seconds) },
  }),
  away: (): Fault => ({
    status: 503,
    code: 'away',
    title: 'The database does not answer',
    detail: 'Sending the same request again, with the same Idempotency-Key, is safe.',
    headers: { 'retry-after': '2' },
  }),
  database: (code: string): Fault => ({
    status: 503,
    code,
    title: "The database can't serve this",
    detail:
      'docs/reference/errors.md has this code, and what to do. Sending the same again, with the same Idempotency-Key, is safe.',
    headers: { 'retry-after': '2' },
  }),
  broken: (): Fault => ({
    status: 500,
    code: 'internal',
    title: 'Something is wrong in here',
    detail: 'The log has more under the request id.',
  }),
};
