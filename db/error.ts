type Code =
  | 'db-unreachable'
  | 'db-timeout'
  | 'db-newer'
  | 'db-older'
  | 'db-unknown-value'
  | 'db-commit-unknown'
  | 'db-full'
  | 'db-not-allowed'
  | 'db-read-only'
  | 'db-ended';

/** An outage of the database: what happened, and what to do about it. Errors that are our own bugs are passed on as Postgres reported them. */
export class DbError extends Error {
  readonly code: Code;

  constructor(code: Code, what: string, options?: ErrorOptions) {
    super(`${code}: ${what}`, options);
    this.name = 'DbError';
    this.code = code;
  }
}

/** Postgres' SQLSTATE, or the code of the driver or the socket. Looks through the errors that drizzle wraps around it. */
export function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if ('code' in error && typeof error.code === 'string') return error.code;
  return codeOf(error.cause);
}

const lostConnection =
  /^(db-unreachable|CONNECTION_\w+|CONNECT_TIMEOUT|ECONN\w+|EPIPE|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|ENOENT|08\w{3}|57P0[1235]|25P03|53300)$/;

/** The connection is gone, or was never there: what was in flight may have been done or not. */
export const isLost = (error: unknown): boolean => lostConnection.test(codeOf(error) ?? '');

/** Serialisation failure and deadlock: the transaction was rolled back, and may be tried again. */
export const isRetryable = (error: unknown): boolean => ['40001', '40P01'].includes(codeOf(error) ?? '');

/** Turns an outage into a DbError. Other errors, such as a violated constraint or a syntax error, are returned as they are. */
export function explain(error: unknown): unknown {
  if (error instanceof DbError) return error;
  const code = codeOf(error) ?? '';
  if (isLost(error))
    return new DbError('db-unreachable', `Postgres did not answer (${code}). Nothing was changed; try again.`, {
      cause: error,
    });
  if (code === '57014' || code === '55P03')
    return new DbError('db-timeout', `Postgres took too long (${code}). Nothing was changed; try again.`, {
      cause: error,
    });
  if (code === '53100' || code === '53200')
    return new DbError(
      'db-full',
      `Postgres has no room left (${code}). Nothing was changed; free some and try again.`,
      {
        cause: error,
      },
    );
  if (code === '42501')
    return new DbError(
      'db-not-allowed',
      `Postgres refuses it to the role in DATABASE_URL (${code}: ${saidBy(error)}). Nothing was changed. Give that role its ` +
        "database, as Postgres' administrator: alter database … owner to …; `wheelhouse doctor` prints it with the names.",
      { cause: error },
    );
  if (code === '25006')
    return new DbError(
      'db-read-only',
      `The database takes no writes (${code}: ${saidBy(error)}). Nothing was changed. If it is a standby, name the primary in ` +
        "DATABASE_URL. Otherwise, as Postgres' administrator: alter database … set default_transaction_read_only = off;",
      { cause: error },
    );
  return error;
}

/** Postgres' own message, without the statement that drizzle puts around it. */
function saidBy(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? saidBy(error.cause) : error.message;
}

/** The result of a statement or a transaction; its outages reject with a DbError. */
export async function explained<T>(work: PromiseLike<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw explain(error);
  }
}
