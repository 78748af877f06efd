import type { AskKind } from '../../../core/ask/ask.ts';

const kinds: Record<AskKind, string> = {
  gate: 'Gates',
  proposal: 'Proposals',
  suggestion: 'Suggestions',
  blocker: 'Blockers',
  question: 'Questions',
};

/** What pages say of any question, open or settled. */
export const askWords = {
  kinds,
  asked: 'asked ',
  waits: (long: string): string => `waits for ${long}`,
};
