import { reviseAsk } from '../artifact/edit.ts';
import type { BlockerReason } from '../ask/ask.ts';
import { cap } from '../cards/agent-text.ts';
import type { Draft } from './draft.ts';
import type { Attempt } from './run.ts';

/** Characters of an agent's closing text that are kept beside the question; its conversation has all of it. */
const longestLastWord = 4000;

const spentMeans: readonly BlockerReason[] = ['budget_exceeded', 'turns_spent'];

/**
 * The closing text of an agent comes after the question whether it gets more means. It becomes part of that question, which is asked anew: people
 * decide about it knowing how far the work has come (P13). Nothing is left to tell where somebody has answered before it came.
 */
export function showLastWord(d: Draft, { id }: Attempt, lastWord = ''): void {
  const detail = cap(lastWord.trim(), longestLastWord).text;
  if (detail === '') return;
  for (const ask of d.state.asks) {
    const { subject } = ask;
    const isAskedOfIt = subject.about === 'blocker' && subject.attemptId === id && spentMeans.includes(subject.reason);
    if (isAskedOfIt) reviseAsk(d, ask, { ...subject, detail });
  }
}
