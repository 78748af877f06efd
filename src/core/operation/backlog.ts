import type { AskKind } from '../ask/ask.ts';
import type { DueEffect } from '../ports.ts';
import type { SurfaceName } from '../project/definition.ts';
import type { AskAge } from '../records/numbers.ts';
import type { RunStatus } from '../run/run.ts';

/** What waits in the database at one moment. Kinds that are not listed have none. */
export interface Backlog {
  /** Effects not done: due by now, and due for longer than the sweep's grace. */
  outbox: { kind: DueEffect['effect']['do']; due: number; overdue: number }[];
  /** Postings that have been out of date for longer than the grace. */
  postingsBehind: { surface: SurfaceName; count: number }[];
  /** Age of the oldest unsealed ledger entry in seconds; 0 if everything is sealed. */
  oldestUnsealed: number;
  openAsks: { kind: AskKind; age: AskAge; count: number }[];
  /** Runs that have not ended. */
  activeRuns: { status: RunStatus; count: number }[];
  attempts: { live: number; lapsed: number };
}
