import type { Choice, Subject } from '../../ask/ask.ts';
import type { Run } from '../../run/run.ts';
import { spentOf } from './control.ts';

/** What words that were said to the run become by one press more, and what that does (P27). */
export function withWords(choice: Choice, subject: Subject, run: Run): { label: string; hint: string } {
  if (choice.id === 'reject' && subject.about === 'stage_done') {
    const spends = `Spends from the budget: ${spentOf(run)}.`;
    const hint = `Sends it back at once with what you just wrote as the reason: the next draft reads it first. ${spends}`;
    return { label: 'Send back with this', hint };
  }
  const hint = 'Does not run it: the run stays held at once, with what you just wrote as the reason. Costs nothing.';
  return { label: 'Reject with this', hint };
}
