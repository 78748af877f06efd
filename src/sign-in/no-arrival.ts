import { AuthorizationResponseError, ResponseBodyError } from 'openid-client';
import type { Arrival, NoArrival } from '../core/console/sign-in.ts';

/** What the error codes of OAuth, and of Slack, mean. */
const meanings: Record<string, NoArrival> = {
  access_denied: 'declined',
  invalid_grant: 'used_code',
  invalid_code: 'used_code',
  code_already_used: 'used_code',
  server_error: 'unreachable',
  temporarily_unavailable: 'unreachable',
  OAUTH_TIMEOUT: 'unreachable',
  OAUTH_RESPONSE_IS_NOT_CONFORM: 'unreachable',
  OAUTH_RESPONSE_IS_NOT_JSON: 'unreachable',
};

/** The code, if it is a plain word. Anything else is dropped, as it could contain what was sent. */
const plainCode = (code: unknown): string | null => (typeof code === 'string' && /^\w{1,60}$/.test(code) ? code : null);

/** Slack answers 200 even when it refuses, with the reason in the body; the library keeps that in the cause of its error. */
function reasonInside(error: unknown): string | null {
  if (typeof error !== 'object' || error === null) return null;
  if ('body' in error) return reasonInBody(error.body);
  return 'cause' in error ? reasonInside(error.cause) : null;
}

const reasonInBody = (body: unknown): string | null =>
  typeof body === 'object' && body !== null && 'error' in body ? plainCode(body.error) : null;

function codeOf(error: unknown): string {
  if (error instanceof AuthorizationResponseError || error instanceof ResponseBodyError) {
    return plainCode(error.error) ?? 'other';
  }
  const own = error instanceof Error && 'code' in error ? plainCode(error.code) : null;
  return reasonInside(error) ?? own ?? 'other';
}

/** The result of a failed sign-in. The error itself is not passed on, since it may hold tokens and codes. */
export function noArrival(error: unknown): Extract<Arrival, { kind: 'not_arrived' }> {
  // This is how fetch reports that nobody answered.
  if (error instanceof TypeError && error.message === 'fetch failed') {
    return { kind: 'not_arrived', why: 'unreachable', code: 'fetch_failed' };
  }
  const code = codeOf(error);
  return { kind: 'not_arrived', why: meanings[code] ?? 'untrusted', code };
}
