import type { Draft } from '../run/draft.ts';
import type { Attempt } from '../run/run.ts';
import { isFollowed } from './chain.ts';

/**
 * An attempt ended without a result: the words that it was given, and that still stand, belong to the next one. An agent's talk
 * goes on, and holds all but those of the step that was open.
 */
export function returnWords(d: Draft, { id, talk, openStep }: Attempt): void {
  const inHand = d.state.messages;
  const lost = talk === null ? null : (openStep?.messages ?? []);
  d.setMessages((m) => {
    if (m.deliveredTo !== id || (lost !== null && !lost.includes(m.id))) return m;
    return { ...m, status: isFollowed(inHand, m) ? 'withdrawn' : 'queued', deliveredTo: null };
  });
}
