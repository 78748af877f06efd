import type { LedgerEntry } from '../../ledger/entry.ts';
import { oneLine } from '../../cards/agent-text.ts';

/**
 * The facts of an entry, for sentences about it. Entries may have been written by any version of the program: a fact that is missing, or of
 * another type, is left out of the sentence.
 */
export interface Facts {
  text(name: string): string | null;
  number(name: string): number | null;
}

export const factsOf = ({ payload }: Pick<LedgerEntry, 'payload'>): Facts => ({
  text: (name) => (typeof payload[name] === 'string' ? oneLine(payload[name], 200) : null),
  number: (name) => (typeof payload[name] === 'number' ? payload[name] : null),
});

/** The digest of the words that belong to an entry. They are stored separately, where a redaction can empty them. */
export function wordsOf({ payload }: Pick<LedgerEntry, 'payload'>): string | null {
  for (const value of [payload['why'], payload['notes'], payload['words'], payload['error'], payload['about']]) {
    if (typeof value !== 'object' || value === null || !('digest' in value)) continue;
    if (typeof value.digest === 'string') return value.digest;
  }
  return null;
}
