import type { Damage, Link } from './follow.ts';

/** One consistent look at the sealed ledger, for whoever exports or verifies it. */
export interface LedgerSource {
  /** Those that have a chain, sorted. */
  projects(): Promise<string[]>;
  /** A project's chain from its first link, some at a time. */
  links(projectId: string): AsyncIterable<Link[]>;
  /** Entries that no seal covers and no sealer will: they came past the program. At most `limit`. */
  strays(limit: number): Promise<Damage[]>;
  /** Entries that wait for their seal: a second's worth while a worker runs. */
  waiting(): Promise<number>;
}
