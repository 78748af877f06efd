import type { Cost } from '../../core/run/run.ts';

export interface Prompt {
  system: string;
  user: string;
}

/**
 * `cut`: the answer reached the longest length allowed. A refused call costs nothing; a lost one may have been answered and billed,
 * and is booked at its estimate.
 */
export type Reply = { kind: 'answered'; text: string; cut: boolean; cost: Cost } | CallFailed;

/** `tooLong`: the request was longer than the model takes. `retryAfter`: milliseconds, where the endpoint asks to wait. */
export interface CallFailed {
  kind: 'failed';
  error: string;
  passing: boolean;
  tooLong: boolean;
  retryAfter: number;
  cost: Cost;
}

/** A model that makes one request for each call, without retries: each call is a granted step. */
export interface Model {
  name: string;
  estimate(prompt: Prompt): Cost;
  /** Rejects only when the signal aborts. */
  call(prompt: Prompt, signal: AbortSignal): Promise<Reply>;
}
