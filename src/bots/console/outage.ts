const codeOf = (error: unknown): string | null =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;

/**
 * What a log may know of an outage. A failed query's own message is its SQL and everything that was sent with it: people's
 * words, and digests of their sessions.
 */
export function outageOf(error: unknown): { message: string; code: string | null } {
  const said = error instanceof Error ? error.message : String(error);
  const message = (said.split('\n', 1)[0] ?? '').replace(/^Failed query:.*/, 'Failed query');
  const cause = error instanceof Error ? error.cause : null;
  return { message, code: codeOf(cause) ?? codeOf(error) };
}
