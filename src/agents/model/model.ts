import type { Cost } from '../../core/run/run.ts';

export interface Prompt {
  system: string;
  user: string;
}

/**
 * `cut`: it reached the longest answer allowed. A refused call cost nothing; a lost one may have been answered and billed,
 * and is booked at its estimate.
 */
export type Reply = { kind: 'answered'; text: string; cut: boolean; cost: Cost } | CallFailed;

/** `tooLong`: it was more than the model takes in one request. `retryAfter`: milliseconds, where the endpoint asks for a wait. */
export interface CallFailed {
  kind: 'failed';
  error: string;
  passing: boolean;
  tooLong: boolean;
  retryAfter: number;
  cost: Cost;
}

/** A model that can be called once per granted step: it never repeats a call by itself. */
export interface Model {
  name: string;
  estimate(prompt: Prompt): Cost;
  /** Rejects only when the signal aborts. */
  call(prompt: Prompt, signal: AbortSignal): Promise<Reply>;
}
