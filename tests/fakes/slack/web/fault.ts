/** What happens to the next call of a method instead of an answer. */
export type Fault =
  | { kind: 'rate limited'; retryAfter: number }
  | { kind: 'status'; status: number }
  /** No answer, ever. */
  | { kind: 'hang' }
  /** The connection is cut; `done` says whether Slack had done what was asked before. */
  | { kind: 'drop'; done: boolean }
  /** Slack says no, with this error. */
  | { kind: 'error'; error: string };
