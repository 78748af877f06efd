import { codeOf } from '../src/core/outage.ts';

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

const lostConnection =
  /^(db-unreachable|CONNECTION_\w+|CONNECT_TIMEOUT|ECONN\w+|EPIPE|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOENT|08\w{3}|57P0[1-5]|25P03|53300)$/;

/** The connection is gone, or was never there: what was in flight may have been done or not. */
export const isLost = (error: unknown): boolean => lostConnection.test(codeOf(error) ?? '');

/** Serialisation failure and deadlock: the transaction was rolled back, and may be tried again. */
export const isRetryable = (error: unknown): boolean => ['40001', '40P01'].includes(codeOf(error) ?? '');

interface Outage {
  code: Code;
  /** What happened, and what to do. `state` is Postgres' SQLSTATE. */
  explain: (state: string, error: unknown) => string;
}

const lost: Outage = {
  code: 'db-unreachable',
  explain: (state) => `Postgres did not answer (${state}). Nothing was changed; try again.`,
};

const slow: Outage = {
  code: 'db-timeout',
  explain: (state) => `Postgres took too long (${state}). Nothing was changed; try again.`,
};

const full: Outage = {
  code: 'db-full',
  explain: (state) => `Postgres has no room left (${state}). Nothing was changed; free some and try again.`,
};

const notAllowed: Outage = {
  code: 'db-not-allowed',
  explain: (state, error) =>
    `Postgres refuses it to the role in DATABASE_URL (${state}: ${saidBy(error)}). Nothing was changed. Give that role its ` +
    "database, as Postgres' administrator: alter database … owner to …; `wheelhouse doctor` prints it with the names.",
};

const readOnly: Outage = {
  code: 'db-read-only',
  explain: (state, error) =>
    `The database takes no writes (${state}: ${saidBy(error)}). Nothing was changed. If it is a standby, name the primary in ` +
    "DATABASE_URL. Otherwise, as Postgres' administrator: alter database … set default_transaction_read_only = off;",
};

/**
 * By SQLSTATE: query_canceled, lock_not_available; insufficient_resources, disk_full, out_of_memory, configuration_limit_exceeded;
 * system_error, io_error; insufficient_privilege, read_only_sql_transaction.
 */
const outages: Readonly<Record<string, Outage>> = {
  '57014': slow,
  '55P03': slow,
  '53000': full,
  '53100': full,
  '53200': full,
  '53400': full,
  '58000': lost,
  '58030': lost,
  '42501': notAllowed,
  '25006': readOnly,
};

/** Turns an outage into a DbError. Other errors, such as a violated constraint or a syntax error, are returned as they are. */
export function explain(error: unknown): unknown {
  if (error instanceof DbError) return error;
  const state = codeOf(error) ?? '';
  const outage = isLost(error) ? lost : outages[state];
  return outage ? new DbError(outage.code, outage.explain(state, error), { cause: error }) : error;
}

/** Postgres' own message, without the statement that drizzle puts around it. */
function saidBy(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? saidBy(error.cause) : error.message;
}

/** The result of a statement or a transaction; its outages reject with a DbError. Every store answers through this. */
export async function explained<T>(work: PromiseLike<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw explain(error);
  }
}

/** The same store, which answers through `explained`. */
export const explainedStore = <T extends object>(store: T): T =>
  Object.fromEntries(Object.entries(store).map(([name, ask]) => [name, explainedCall(ask as Ask)])) as T;

type Ask = (...asked: unknown[]) => Promise<unknown>;

const explainedCall =
  (ask: Ask): Ask =>
  (...asked) =>
    explained(ask(...asked));
