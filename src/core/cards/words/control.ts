import type { Execution } from '../../project/definition.ts';
import type { Stage } from '../../project/stage.ts';
import type { Checkpoint, Run } from '../../run/run.ts';
import type { Button, Confirm } from '../card.ts';
import { budget, cost, money, plural, tokensOf } from '../numbers.ts';
import type { PressVerb } from '../token.ts';
import { nextOf } from './run.ts';

/** The fixed words of DESIGN.md section 9. Hints and dialogs always begin with them. */
export const fixedWords = {
  pause: 'Pauses execution. You can resume later.',
  cancel: "Stops this run. This can't be undone.",
  rollback: 'Restores the run to the last checkpoint. You may lose recent progress.',
  rollbackTo: (checkpoint: string): string => `Restores the run to ${checkpoint}. You may lose recent progress.`,
} as const;

export const labels: Record<PressVerb, string> = {
  pause: 'Pause',
  resume: 'Resume',
  cancel: 'Cancel',
  rollback: 'Rollback…',
  message: 'Message…',
  focus: 'Focus',
  review: 'Review',
  again: 'Start a new run…',
};

export const styles: Partial<Record<PressVerb, Button['style']>> = { cancel: 'danger', rollback: 'danger' };

/** The cost tier: what was spent out of which budget, in the units that the budget limits. */
export function spentOf({ spent, budget: limits }: Run): string {
  const tokens = plural(tokensOf(spent), 'token');
  const used = limits.tokens === null ? money(spent.microUsd) : limits.microUsd === null ? tokens : cost(spent);
  const limit = budget(limits);
  return `${used} spent${limit === null ? '' : ` of ${limit}`}`;
}

/** Where a run is executed (S0-24). */
export const actsAt: Record<Execution, string> = { local: 'locally', cloud: 'in the cloud' };

/** When an answer takes effect. Cards are not drawn again on Pause and Resume, so that this is true before and after. */
export const takesEffect = ({ status }: Run): string =>
  status === 'paused' ? 'at once, or on Resume while the run is paused' : 'at once';

/** What it does, when, whether it can be undone, what it costs. `reader`: the stage that reads words next, where that is known. */
export function hintOf(verb: PressVerb, run: Run, reader?: Stage): string {
  switch (verb) {
    case 'pause':
      return `${fixedWords.pause} The ${run.execution} step in flight finishes and is kept; no further step starts. Costs nothing.`;
    case 'resume':
      return `Goes on where it stopped, at once, ${actsAt[run.execution]}. You can pause again. Spends from the budget: ${spentOf(run)}.`;
    case 'cancel':
      return `${fixedWords.cancel} Takes effect at once: the ${run.execution} step in flight is aborted. Costs nothing beyond that step: ${spentOf(run)}.`;
    case 'rollback':
      return `${fixedWords.rollback} Acts ${actsAt[run.execution]}, once you have submitted the form that it opens; that says what is lost.`;
    case 'message':
      return `Opens a form: your words go to ${nextOf(reader)}. Costs what reading them costs, within the budget.`;
    case 'focus':
      return "Leads to this run's thread, with its ids and a link to it. Changes nothing.";
    case 'review':
      return 'Leads to what waits for an answer. Changes nothing by itself.';
    case 'again':
      return 'Opens the form of a new run, filled in like this one. Nothing starts before you press Run.';
  }
}

export function cancelConfirm(run: Run): Confirm {
  return {
    title: 'Cancel this run?',
    text: `${fixedWords.cancel} Takes effect at once on this ${run.execution} run: the step in flight is aborted and open questions are withdrawn. ${spentOf(run)}.`,
    yes: 'Cancel the run',
    no: 'Keep it',
  };
}

export const pauseInstead = { label: 'Pause instead' };
export const keepRunning = { label: 'Keep running' };

/** “checkpoint 2, after “Scenes””; number 0 is the start. */
export function checkpointName(checkpoint: Checkpoint, stages: readonly { name: string }[]): string {
  if (checkpoint.number === 0) return 'checkpoint 0, the start';
  const after = stages[checkpoint.stage - 1]?.name;
  return `checkpoint ${checkpoint.number}${after ? `, after “${after}”` : ''}`;
}

export const notNow = 'Not now';
