import type { Draft } from '../run/draft.ts';

/** An attempt ended without a result: the words that it was given belong to the next one. */
export function returnWords(d: Draft, attemptId: string): void {
  d.setMessages((m) => (m.deliveredTo === attemptId ? { ...m, status: 'queued', deliveredTo: null } : m));
}
