import type { Place } from './project/definition.ts';
import type { Shown } from './project/routing.ts';

/** What a card or a line in a thread is about. */
export interface CardSubject {
  kind: 'run' | 'ask' | 'message' | 'reminder';
  id: string;
}

/** Words in a thread, not a card. */
export const isSaid = ({ kind }: CardSubject): boolean => kind === 'message' || kind === 'reminder';

/**
 * Something to do outside the transaction. Written in the deciding transaction, dispatched after the commit,
 * swept up if that did not happen. Ids only: whoever performs it reads the truth first.
 */
export type Effect =
  | { do: 'run_stage'; runId: string; attemptId: string; epoch: number; dueAt: Date }
  /** Reach the worker that holds the attempt; the hint may be lost, the lease cannot. */
  | { do: 'abort'; runId: string; attemptId: string }
  /**
   * Every posting of the subject converges to the truth; missing ones are made, at the places where the project wants this to be
   * shown, but at the one where it stands already.
   */
  | { do: 'show'; runId: string; subject: CardSubject; what: Shown; standsAt: Place | null }
  /** Those postings of the subject that there are converge; none is made. */
  | { do: 'follow'; runId: string; subject: CardSubject };
