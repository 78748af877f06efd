import type { Draft } from '../run/draft.ts';
import { isFollowed } from './chain.ts';

/** An attempt ended without a result: the words that it was given, and that still stand, belong to the next one. */
export function returnWords(d: Draft, attemptId: string): void {
  const inHand = d.state.messages;
  d.setMessages((m) => {
    if (m.deliveredTo !== attemptId) return m;
    return { ...m, status: isFollowed(inHand, m) ? 'withdrawn' : 'queued', deliveredTo: null };
  });
}
