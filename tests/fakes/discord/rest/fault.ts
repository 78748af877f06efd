/** What happens to the next request of a route instead of an answer. */
export type Fault =
  | { kind: 'rate limited'; retryAfter: number; isGlobal?: boolean }
  /** An answer of this status that is no JSON, as from a proxy before Discord. */
  | { kind: 'status'; status: number }
  /** No answer, ever. */
  | { kind: 'hang' }
  /** The connection is cut; `done` says whether Discord had done what was asked before. */
  | { kind: 'drop'; done: boolean }
  /** Discord says no, with this code. */
  | { kind: 'error'; status: number; code: number; message?: string };
