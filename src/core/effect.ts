import type { Place } from './project/definition.ts';
import type { Shown } from './project/routing.ts';

/** What a card or a line in a thread is about. */
export interface CardSubject {
  kind: 'run' | 'ask' | 'message' | 'reminder';
  id: string;
}

/** Whether the subject is shown as words in a thread, not as a card. */
export const isSaid = ({ kind }: CardSubject): boolean => kind === 'message' || kind === 'reminder';

/**
 * Something to do outside the transaction. It is written in the deciding transaction and dispatched after the commit; if that did not
 * happen, the sweep finds it. It holds ids only: whoever performs it reads the truth first.
 */
export type Effect =
  | { do: 'run_stage'; runId: string; attemptId: string; epoch: number; dueAt: Date }
  /** Tells the worker that holds the attempt to stop. The notification may be lost; the worker then notices by its lease. */
  | { do: 'abort'; runId: string; attemptId: string }
  /**
   * Brings every posting of the subject up to date, and makes missing ones, at all places where the project wants this to be shown, except `standsAt`, where
   * the words stand already.
   */
  | { do: 'show'; runId: string; subject: CardSubject; what: Shown; standsAt: Place | null }
  /** Brings the existing postings of the subject up to date; makes none. */
  | { do: 'follow'; runId: string; subject: CardSubject };
