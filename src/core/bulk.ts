import type { Text } from './cards/card.ts';
import type { Visit } from './intent.ts';

/** What can be answered to many Asks at once; for each it stands for the choice that means the same there. */
export const bulkVerbs = ['approve', 'reject'] as const;
export type BulkVerb = (typeof bulkVerbs)[number];

/** Each item is a transaction of its own; this many take about the second that a person is willing to wait. */
export const mostAtOnce = 50;

/** One chosen Ask, pinned to what was shown of it. */
export interface BulkItem {
  askId: string;
  revision: number;
  digest: string;
}

export interface BulkOrder {
  verb: BulkVerb;
  items: readonly BulkItem[];
}

/** Why an Ask is answered alone. */
export type LeftOut = 'blocker' | 'no_choice' | 'irreversible' | 'needs_words' | 'read_first' | 'too_many';

export interface BulkResult {
  askId: string;
  /** Null if this person may not know what it is about. */
  about: { question: string; runId: string; runTitle: string } | null;
  /** `unreached`: an outage, and the same order may be sent again. */
  end: 'answered' | 'voted' | 'revised' | 'refused' | 'left_out' | 'unreached';
  /** The refusal's code, or why it was left out; null otherwise. */
  code: string | null;
  text: Text;
}

/**
 * Answers many Asks, each as if its own button had been pressed. Returns one result for each, in order. A repeat with the same
 * delivery key does nothing twice, and returns the same results. Never rejects.
 */
export type AnswerAll = (order: BulkOrder, visit: Visit) => Promise<BulkResult[]>;
