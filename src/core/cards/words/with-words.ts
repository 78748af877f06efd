import type { Choice, Subject } from '../../ask/ask.ts';
import type { Run } from '../../run/run.ts';
import { actsAt, spentOf } from './control.ts';

export const useAsAnswer = 'Use as answer';

/** The label and hint of the button that makes words which were said to the run an answer (P27). */
export function withWords(choice: Choice, subject: Subject, run: Run): { label: string; hint: string } {
  const spends = `Spends from the budget: ${spentOf(run)}.`;
  if (choice.id === 'answer') {
    const hint = `Answers the question with what you just wrote: the work goes on with it at once, ${actsAt[run.execution]}. ${spends}`;
    return { label: useAsAnswer, hint };
  }
  if (subject.about === 'tool_call') {
    const hint = `Does not run it: whoever asked reads what you just wrote as the reason, and goes on without. ${spends}`;
    return { label: 'Reject with this', hint };
  }
  if (subject.about === 'stage_done') {
    const hint = `Sends it back at once to be made again; what you just wrote is the reason, and is read first. ${spends}`;
    return { label: 'Send back with this', hint };
  }
  const hint = 'Does not run it: the run stays held at once, with what you just wrote as the reason. Costs nothing.';
  return { label: 'Reject with this', hint };
}
