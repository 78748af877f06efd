import type { BlockerReason } from '../../ask/ask.ts';

export const blockerTitles: Record<BlockerReason, string> = {
  stage_failed: 'a stage failed',
  uncertain_effect: 'a command was cut off, and nobody knows whether it took effect',
  budget_exceeded: 'its budget is used up',
  time_limit: 'a stage ran past its time limit',
  worker_died: 'the worker died on it, again and again',
  turns_spent: 'its turns are used up',
  rejected_thrice: 'it was sent back three times',
};

/** What a person can do about it. */
export const blockerAdvice: Record<BlockerReason, string> = {
  stage_failed: 'Mend what it fell over, then resume; your notes are read first.',
  uncertain_effect:
    'Look whether the command took effect. If it did, the run goes on without it; if it did not, it runs once more. It is never repeated without your word.',
  budget_exceeded: 'Resume with a higher budget, or cancel. What was spent stays spent.',
  time_limit: 'Resume for another try with the same limit; your notes are read first.',
  worker_died: 'Look at the worker and its machine, then resume.',
  turns_spent: 'Look how far it came, then resume: it gets as many turns again, and reads your notes first.',
  rejected_thrice: 'Say in your notes what is wanted, or edit the text yourself, then resume.',
};

export const blockerFacts = {
  what: 'What happened',
  says: (agent: string): string => `${agent} says`,
  tried: 'Tried',
  stage: 'Stage',
  cost: 'Cost',
  waiting: 'Waiting costs',
  waitingCosts: 'nothing',
};
