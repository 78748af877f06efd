/** The code of an error, or of what it wraps: ours, a driver's, the system's, or Postgres' SQLSTATE. */
export function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if ('code' in error && typeof error.code === 'string') return error.code;
  return codeOf(error.cause);
}

/**
 * What every store rejects with when the database does not do its part: an error whose code begins with `db-`
 * (docs/reference/errors.md). What was asked is not to blame, and may be asked again.
 */
export const isOutage = (error: unknown): boolean => codeOf(error)?.startsWith('db-') ?? false;

const unanswered = new Set(['db-unreachable', 'db-timeout', 'db-ended']);

/** It did not answer, and may do so soon. Of its other outages, the code says what somebody has to mend first. */
export const isUnanswered = (error: unknown): boolean => unanswered.has(codeOf(error) ?? '');
