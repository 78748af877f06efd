import type { Damage, Link } from './follow.ts';
import type { Range, Stretch } from './stretch.ts';

/** The sealed ledger in one consistent snapshot, to export or verify it. */
export interface LedgerSource {
  /** The ids of all projects with a chain, sorted. */
  projects(): Promise<string[]>;
  /** A project's chain, or a range of it, in order, some links at a time. */
  links(projectId: string, range?: Range): AsyncIterable<Link[]>;
  /** The whole chain as ranges of about `length` links, in its order. */
  ranges(projectId: string, length: number): AsyncIterable<Range>;
  /** Entries that are neither sealed nor waiting for it, and so were not inserted by the program. At most `limit`. */
  strays(limit: number): Promise<Damage[]>;
  /** How many entries wait to be sealed: those of about the last second, while a worker runs. */
  waiting(): Promise<number>;
}

/** Verifies a range of the ledger by itself, perhaps in another thread; see `weigh`. */
export type Weigh = (range: Range) => Promise<Stretch | null>;
