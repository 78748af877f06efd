import { firstLineOf } from '../../core/first-line.ts';

const codeOf = (error: unknown): string | null =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;

/** What a log may know of an outage. */
export function outageOf(error: unknown): { message: string; code: string | null } {
  const said = error instanceof Error ? error.message : String(error);
  const cause = error instanceof Error ? error.cause : null;
  return { message: firstLineOf(said), code: codeOf(cause) ?? codeOf(error) };
}
