import type { StepState } from '../../../core/cards/card.ts';

/** Texts that the drawing itself adds. */
export const drawWords = {
  empty: '(empty)',
  cut: 'Shortened here.',
  cutForSlack: (where: string): string => `Shortened here: a message of Slack's takes no more. ${where}`,
  readAll: { everything: 'Show everything leads to all of it.', console: 'The console shows all of it.' },
  ownCut:
    "This is longer than a message of Slack's may be, and was shortened. Read all of it in the console before you decide.",
  problem: (label: string, problem: string): string => `✕ ${label}: ${problem}`,
  wholeProblem: (problem: string): string => `✕ ${problem}`,
  choose: 'Choose',
  choices: (label: string): string => `${label}, in full:`,
  group: (from: number, to: number): string => `${from} to ${to}`,
  keepAsIs: 'Keep as is',
  close: 'Close',
  notice: 'Wheelhouse',
  tooLong: (length: string, limit: string): string =>
    `This can't be written in Slack: a text of ${length} characters is in it, and Slack's forms take ${limit}. Nothing was changed. `,
  tooLarge: "This form is larger than Slack's forms may be. Nothing was changed. ",
  inConsole: 'Open it in the console',
  step: {
    done: 'done',
    now: 'now',
    waiting: 'waiting',
    failed: 'failed',
    'to come': 'to come',
  } satisfies Record<StepState, string>,
};
