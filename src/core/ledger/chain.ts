import { canonicalJson, digestText } from '../digest.ts';
import type { LedgerEntry } from './entry.ts';

/** The `previous` of the first entry of every project. */
export const chainStart = '0'.repeat(64);

/** The place of an entry in its project's chain. */
export interface Seal {
  projectId: string;
  /** 1, 2, 3 … without a gap. */
  seq: number;
  entryId: string;
  previous: string;
  hash: string;
}

/** A hash that covers everything in the entry, and through `previous` everything before it. */
export const hashEntry = (previous: string, entry: LedgerEntry): string =>
  digestText(`${previous}\n${canonicalJson(entry)}`);

/** Continues a project's chain with these entries, in this order. */
export function sealEntries(head: Pick<Seal, 'seq' | 'hash'>, entries: readonly LedgerEntry[]): Seal[] {
  const seals: Seal[] = [];
  let { seq, hash: previous } = head;
  for (const entry of entries) {
    const hash = hashEntry(previous, entry);
    seq += 1;
    seals.push({ projectId: entry.projectId, seq, entryId: entry.id, previous, hash });
    previous = hash;
  }
  return seals;
}

/** The first place where a project's chain is broken, and how; null if it is intact. `links` begin with the first one, in order. */
export function findBreak(
  links: Iterable<{ seal: Seal; entry: LedgerEntry | null }>,
): { seq: number; why: string } | null {
  let seq = 0;
  let previous = chainStart;
  for (const { seal, entry } of links) {
    seq += 1;
    if (seal.seq !== seq) return { seq, why: `seal ${seq} is missing` };
    if (entry === null) return { seq, why: `entry ${seal.entryId} is missing` };
    if (seal.previous !== previous) return { seq, why: 'it does not follow the seal before it' };
    if (seal.hash !== hashEntry(previous, entry)) return { seq, why: `entry ${entry.id} is not what was sealed` };
    previous = seal.hash;
  }
  return null;
}
