/** The code of an error, or of what it wraps: ours, a driver's, the system's, or Postgres' SQLSTATE. */
export function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if ('code' in error && typeof error.code === 'string') return error.code;
  return codeOf(error.cause);
}

/**
 * Whether an error is an outage of the database: all stores reject with errors whose code begins with `db-` then (docs/reference/errors.md).
 * The call itself was not at fault, and may be repeated.
 */
export const isOutage = (error: unknown): boolean => codeOf(error)?.startsWith('db-') ?? false;

const unanswered = new Set(['db-unreachable', 'db-timeout', 'db-ended']);

/** Whether the database did not answer, and may do so soon. In other outages, somebody has to mend something first: the code says what. */
export const isUnanswered = (error: unknown): boolean => unanswered.has(codeOf(error) ?? '');
