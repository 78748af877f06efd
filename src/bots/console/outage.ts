import { firstLineOf } from '../../core/first-line.ts';
import { codeOf } from '../../core/outage.ts';

/** What a log may know of an outage: nothing of what was asked or sent, which a driver puts into its messages. */
export function outageOf(error: unknown): { message: string; code: string | null } {
  const said = error instanceof Error ? error.message : String(error);
  return { message: firstLineOf(said), code: codeOf(error) ?? null };
}
