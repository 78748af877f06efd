import type { Damage, Link } from './follow.ts';
import type { Range, Stretch } from './stretch.ts';

/** One consistent look at the sealed ledger, for whoever exports or verifies it. */
export interface LedgerSource {
  /** Those that have a chain, sorted. */
  projects(): Promise<string[]>;
  /** A project's chain, or a part of it, in its order, some at a time. */
  links(projectId: string, range?: Range): AsyncIterable<Link[]>;
  /** The whole chain as ranges of about `length` links, in its order. */
  ranges(projectId: string, length: number): AsyncIterable<Range>;
  /** Entries that no seal covers and no sealer will: they came past the program. At most `limit`. */
  strays(limit: number): Promise<Damage[]>;
  /** Entries that wait for their seal: a second's worth while a worker runs. */
  waiting(): Promise<number>;
}

/** Looks at a range of the same ledger as a source does, perhaps beside others; see `weigh`. */
export type Weigh = (range: Range) => Promise<Stretch | null>;
