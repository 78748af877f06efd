import type { AskKind } from '../ask/ask.ts';
import type { DueEffect } from '../ports.ts';
import type { SurfaceName } from '../project/definition.ts';
import type { AskAge } from '../records/numbers.ts';
import type { RunStatus } from '../run/run.ts';

/** What waits in the database at one moment; what is not listed is none. */
export interface Backlog {
  /** Effects not done: due by now, and due for longer than the sweep's grace. */
  outbox: { kind: DueEffect['effect']['do']; due: number; overdue: number }[];
  /** Postings whose newest card has been due for longer than the grace. */
  postingsBehind: { surface: SurfaceName; count: number }[];
  /** Seconds; 0 when everything is sealed. */
  oldestUnsealed: number;
  openAsks: { kind: AskKind; age: AskAge; count: number }[];
  /** Runs that have not ended. */
  activeRuns: { status: RunStatus; count: number }[];
  attempts: { live: number; lapsed: number };
}
