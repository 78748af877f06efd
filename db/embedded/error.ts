type Code =
  | 'db-embedded-no-binary'
  | 'db-embedded-unreachable'
  | 'db-embedded-locked'
  | 'db-embedded-disk-full'
  | 'db-embedded-init-failed'
  | 'db-embedded-start-failed'
  | 'db-embedded-wrong-version'
  | 'db-embedded-no-password'
  | 'db-embedded-login-failed';

const ELSEWHERE = 'Or set DATABASE_URL to a Postgres server of your own (15 or newer); then none is embedded.';

/** Says what happened, with values, and what to do. The operator must act on every one of these. */
export class EmbeddedError extends Error {
  readonly code: Code;

  constructor(code: Code, what: string, todo: string, options?: ErrorOptions) {
    super(`${code}: ${what} ${todo} ${ELSEWHERE}`, options);
    this.name = 'EmbeddedError';
    this.code = code;
  }
}

export function errno(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}

/** Turns a full disk into words, and passes everything else on as it is. */
export function explainDisk(error: unknown, folder: string): unknown {
  if (errno(error) !== 'ENOSPC' && errno(error) !== 'EDQUOT') return error;
  return diskFull(folder, error);
}

export function diskFull(folder: string, cause?: unknown): EmbeddedError {
  return new EmbeddedError(
    'db-embedded-disk-full',
    `No space is left for the embedded database in ${folder}.`,
    'Free some (a new database takes about 100 MB) and start again: nothing has to be repaired by hand.',
    { cause },
  );
}
